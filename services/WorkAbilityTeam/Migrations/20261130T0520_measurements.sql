-- Instruments by code: versions and scales as dated rows with their source. Their questions are their owners'. Values are whole hundredths of a
-- scale's own points.
CREATE TABLE instrument (
  instrument            text NOT NULL,
  version               text NOT NULL,
  owner                 text NOT NULL,
  licence               text NOT NULL,
  follow_up_months      int[] NOT NULL,
  attempts              int NOT NULL CHECK (attempts > 0),
  attempt_business_days int NOT NULL CHECK (attempt_business_days > 0),
  valid_from            date NOT NULL,
  valid_to              date,
  source                text NOT NULL,
  PRIMARY KEY (instrument, version)
);

CREATE TABLE instrument_scale (
  instrument           text NOT NULL,
  version              text NOT NULL,
  scale                text NOT NULL,
  min_hundredths       int NOT NULL,
  max_hundredths       int NOT NULL CHECK (max_hundredths > min_hundredths),
  higher_is_better     boolean NOT NULL,
  threshold_hundredths int NOT NULL CHECK (threshold_hundredths > 0),
  sd_hundredths        int CHECK (sd_hundredths > 0),
  reliability          numeric CHECK (reliability BETWEEN 0 AND 1),
  source               text NOT NULL,
  PRIMARY KEY (instrument, version, scale),
  FOREIGN KEY (instrument, version) REFERENCES instrument
);

INSERT INTO instrument VALUES
  ('kykyviisari', '2', 'Työterveyslaitos', 'registered trademark; values are entered from the owner''s service', '{6,12}', 3, 5, '2020-01-01', NULL,
   'Työkykyohjelma 2019–2023: start, end and follow-up; numbers of attempts assumed until an area agrees'),
  ('avain', '1', 'Terveyden ja hyvinvoinnin laitos', 'values are entered from the owner''s form', '{6}', 3, 5, '2020-01-01', NULL,
   'Työkykyohjelma 2019–2023; numbers of attempts assumed until an area agrees');

INSERT INTO instrument_scale VALUES
  ('kykyviisari', '2', 'work-ability', 0, 1000, true, 100, NULL, NULL, 'single item 0–10; threshold of one point assumed'),
  ('kykyviisari', '2', 'functioning', 0, 1000, true, 100, NULL, NULL, 'single item 0–10; threshold of one point assumed'),
  ('kykyviisari', '2', 'wellbeing', 0, 10000, true, 1000, NULL, NULL, 'summary of the section in per cent; threshold of ten assumed'),
  ('kykyviisari', '2', 'inclusion', 0, 10000, true, 1000, NULL, NULL, 'summary of the section in per cent; threshold of ten assumed'),
  ('kykyviisari', '2', 'mind', 0, 10000, true, 1000, NULL, NULL, 'summary of the section in per cent; threshold of ten assumed'),
  ('kykyviisari', '2', 'everyday-life', 0, 10000, true, 1000, NULL, NULL, 'summary of the section in per cent; threshold of ten assumed'),
  ('kykyviisari', '2', 'skills', 0, 10000, true, 1000, NULL, NULL, 'summary of the section in per cent; threshold of ten assumed'),
  ('kykyviisari', '2', 'body', 0, 10000, true, 1000, NULL, NULL, 'summary of the section in per cent; threshold of ten assumed'),
  ('avain', '1', 'total', 0, 10000, true, 1000, NULL, NULL, 'summary in per cent; threshold of ten assumed');

CREATE TABLE measurement (
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
  case_id          uuid NOT NULL REFERENCES team_case,
  instrument       text NOT NULL,
  edition          text NOT NULL,
  phase            int NOT NULL,
  goal_ids         uuid[] NOT NULL,
  planned_on       date NOT NULL,
  state            int NOT NULL,
  owner            text NOT NULL,
  due_on           date NOT NULL,
  next_attempt_on  date,
  attempts         jsonb NOT NULL,
  fell_due         boolean NOT NULL,
  ended_on         date,
  rater            int NOT NULL,
  scores           jsonb NOT NULL,
  error_reason     text NOT NULL,
  FOREIGN KEY (instrument, edition) REFERENCES instrument
);
CREATE INDEX measurement_by_organisation ON measurement (organisation, id DESC);
CREATE INDEX measurement_by_client ON measurement (client_id, organisation, id DESC);
CREATE INDEX measurement_by_case ON measurement (case_id, id);
CREATE INDEX measurement_due ON measurement (organisation, next_attempt_on, id) WHERE next_attempt_on IS NOT NULL;
CREATE INDEX measurement_answered ON measurement (organisation, instrument, edition, ended_on, id) WHERE state = 3;

CREATE TABLE external_result (
  id           uuid PRIMARY KEY,
  client_id    uuid NOT NULL,
  organisation text NOT NULL,
  case_id      uuid NOT NULL REFERENCES team_case,
  system       text NOT NULL,
  reference    text NOT NULL,
  result_on    date NOT NULL,
  recorded_at  timestamptz NOT NULL
);
CREATE INDEX external_result_by_case ON external_result (case_id, id DESC);

-- The pseudonym is the consent's own: it is made by chance, and leaves with it.
CREATE TABLE research_consent (
  id           uuid PRIMARY KEY,
  version      bigint NOT NULL,
  client_id    uuid NOT NULL,
  organisation text NOT NULL,
  pseudonym    uuid NOT NULL,
  given_on     date NOT NULL,
  withdrawn_on date
);
CREATE UNIQUE INDEX research_consent_once ON research_consent (client_id, organisation) WHERE withdrawn_on IS NULL;
