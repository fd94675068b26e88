-- Feedback of work trials' hosts. Forms are versions by day: what is asked is data, in the suite's own words.
CREATE TABLE feedback_form (
  version    text PRIMARY KEY,
  valid_from date NOT NULL,
  valid_to   date,
  source     text NOT NULL
);
CREATE TABLE feedback_question (
  version text NOT NULL REFERENCES feedback_form,
  place   int NOT NULL,
  item    text NOT NULL,
  fi      text NOT NULL,
  sv      text NOT NULL,
  en      text NOT NULL,
  PRIMARY KEY (version, item)
);
INSERT INTO feedback_form VALUES
  ('1', '2020-01-01', NULL, 'The five domains of the functional assessment (Työkykyohjelma 2019–2023), questions in the suite''s own words');
INSERT INTO feedback_question VALUES
  ('1', 1, 'readiness-for-work-life',
   'Miten työelämän pelisäännöt sujuivat, esimerkiksi työajat, ohjeiden noudattaminen ja vastuu omasta työstä?',
   'Hur fungerade arbetslivets spelregler, till exempel arbetstider, att följa anvisningar och ta ansvar för det egna arbetet?',
   'How did the ways of working life go, such as working hours, following instructions and taking responsibility for the work?'),
  ('1', 2, 'open-labour-market',
   'Miten työ sujuisi tavallisessa työsuhteessa teillä tai muualla?',
   'Hur skulle arbetet gå i en vanlig anställning hos er eller någon annanstans?',
   'How would the work go in an ordinary job, with you or elsewhere?'),
  ('1', 3, 'health-at-work',
   'Miten jaksaminen riitti työpäivän ja työviikon aikana? Sairauksia ei tarvitse eikä pidä kuvata.',
   'Hur räckte orken till under arbetsdagen och arbetsveckan? Sjukdomar behöver och ska inte beskrivas.',
   'How did strength last through the working day and week? Illnesses need not and should not be described.'),
  ('1', 4, 'social-skills',
   'Miten yhteistyö sujui työtovereiden, esihenkilön ja asiakkaiden kanssa?',
   'Hur gick samarbetet med arbetskamrater, chef och kunder?',
   'How did working together go with colleagues, the supervisor and customers?'),
  ('1', 5, 'functioning-at-work',
   'Miten työtehtävät sujuivat, esimerkiksi oppiminen, työtahti ja työn jälki?',
   'Hur gick arbetsuppgifterna, till exempel inlärning, arbetstakt och resultat?',
   'How did the tasks go, such as learning them, the pace and the quality of the work?'),
  ('1', 6, 'overall',
   'Miten työkokeilu sujui kokonaisuutena, ja mistä olisi apua jatkossa?',
   'Hur gick arbetsprövningen som helhet, och vad skulle vara till hjälp framöver?',
   'How did the work trial go altogether, and what would help from here?');

-- The link is kept as its digest alone; the host's contact until the feedback is answered or ends otherwise.
CREATE TABLE work_trial_feedback (
  id               uuid PRIMARY KEY,
  version          bigint NOT NULL,
  client_id        uuid NOT NULL,
  age_band         int NOT NULL,
  municipality     text NOT NULL,
  programme        text NOT NULL,
  sex              int NOT NULL,
  contact_language text NOT NULL,
  customer_profile text NOT NULL,
  organisation     text NOT NULL,
  work_trial_id    uuid NOT NULL REFERENCES result,
  coaching_id      uuid,
  employer_id      uuid,
  form_version     text NOT NULL REFERENCES feedback_form,
  language         int NOT NULL,
  asked_by         text NOT NULL,
  requested_on     date NOT NULL,
  state            int NOT NULL,
  contact_name     text NOT NULL,
  contact_email    text NOT NULL,
  contact_phone    text NOT NULL,
  contact_basis    text NOT NULL,
  link_digest      text NOT NULL,
  link_ends_on     date,
  reminder_due_on  date,
  reminders        int NOT NULL,
  fell_due         boolean NOT NULL,
  answers          jsonb NOT NULL,
  overall          text NOT NULL,
  host_trained     boolean NOT NULL,
  ended_on         date,
  end_reason       text NOT NULL
);
CREATE INDEX work_trial_feedback_by_organisation ON work_trial_feedback (organisation, id DESC);
CREATE INDEX work_trial_feedback_by_client ON work_trial_feedback (client_id, organisation, id DESC);
CREATE INDEX work_trial_feedback_by_trial ON work_trial_feedback (work_trial_id);
CREATE UNIQUE INDEX work_trial_feedback_by_link ON work_trial_feedback (link_digest) WHERE link_digest <> '';
-- A host is asked by one link at a time of one trial.
CREATE UNIQUE INDEX work_trial_feedback_waits_once ON work_trial_feedback (work_trial_id) WHERE state = 1;

CREATE TABLE host_training (
  id           uuid PRIMARY KEY,
  version      bigint NOT NULL,
  organisation text NOT NULL,
  employer_id  uuid NOT NULL,
  trained_on   date NOT NULL,
  participants int NOT NULL,
  programme    text NOT NULL,
  error_reason text NOT NULL
);
CREATE INDEX host_training_by_organisation ON host_training (organisation, id DESC);
CREATE INDEX host_training_by_employer ON host_training (employer_id, organisation, trained_on);
