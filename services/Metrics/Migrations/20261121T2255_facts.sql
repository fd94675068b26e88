-- What is remembered of the facts, to count from: one row per thing that happened, with its own day, municipality, programme and
-- organisation. Pseudonymous client ids serve to count persons and never leave. No keys between tables: facts of different sources
-- come in no particular order, and the tables of a projection are replaced when it is rebuilt.

CREATE TABLE contact (
  contact_id          uuid PRIMARY KEY,
  client_id           uuid,
  age_band            text NOT NULL,
  municipality        text NOT NULL,
  programme           text NOT NULL,
  organisation        text NOT NULL,
  contacting_service  text NOT NULL,
  topic               text NOT NULL,
  client_present      boolean NOT NULL,
  network_professions text[] NOT NULL,
  mode                text NOT NULL,
  day                 date NOT NULL
);
CREATE INDEX contact_day ON contact (day);

CREATE TABLE contact_outcome (
  contact_id uuid NOT NULL,
  outcome    text NOT NULL,
  PRIMARY KEY (contact_id, outcome)
);

CREATE TABLE referral (
  referral_id  uuid PRIMARY KEY,
  client_id    uuid NOT NULL,
  age_band     text NOT NULL,
  municipality text NOT NULL,
  programme    text NOT NULL,
  organisation text NOT NULL,
  sender_kind  text NOT NULL,
  reasons      text[] NOT NULL,
  day          date NOT NULL
);
CREATE INDEX referral_day ON referral (day);

-- The status is the one of the highest position; without a day, the task's request has not arrived.
CREATE TABLE task (
  task_id          uuid PRIMARY KEY,
  client_id        uuid,
  age_band         text NOT NULL DEFAULT 'unknown',
  municipality     text NOT NULL DEFAULT 'unknown',
  programme        text NOT NULL DEFAULT '',
  organisation     text NOT NULL DEFAULT '',
  service          text NOT NULL DEFAULT '',
  day              date,
  status           text NOT NULL,
  status_position  bigint NOT NULL,
  outcome          text NOT NULL DEFAULT '',
  decided_day      date,
  ended_day        date,
  acknowledged_day date
);
CREATE INDEX task_day ON task (day);

CREATE TABLE team_case (
  case_id      uuid PRIMARY KEY,
  client_id    uuid NOT NULL,
  age_band     text NOT NULL,
  municipality text NOT NULL,
  programme    text NOT NULL,
  organisation text NOT NULL,
  day          date NOT NULL
);
CREATE INDEX team_case_day ON team_case (day);

CREATE TABLE case_closed (
  case_id      uuid PRIMARY KEY,
  client_id    uuid NOT NULL,
  age_band     text NOT NULL,
  municipality text NOT NULL,
  programme    text NOT NULL,
  organisation text NOT NULL,
  outcome      text NOT NULL,
  day          date NOT NULL
);
CREATE INDEX case_closed_day ON case_closed (day);

CREATE TABLE meeting (
  meeting_id   uuid PRIMARY KEY,
  organisation text NOT NULL,
  mode         text NOT NULL,
  day          date NOT NULL
);
CREATE INDEX meeting_day ON meeting (day);

CREATE TABLE handled_case (
  meeting_id     uuid NOT NULL,
  case_id        uuid NOT NULL,
  client_id      uuid NOT NULL,
  client_present boolean NOT NULL,
  organisation   text NOT NULL,
  day            date NOT NULL,
  PRIMARY KEY (case_id, meeting_id)
);
CREATE INDEX handled_case_day ON handled_case (day);
CREATE INDEX handled_case_meeting ON handled_case (meeting_id);

CREATE TABLE plan_version (
  plan_id      uuid NOT NULL,
  version      int NOT NULL,
  case_id      uuid NOT NULL,
  client_id    uuid NOT NULL,
  age_band     text NOT NULL,
  municipality text NOT NULL,
  programme    text NOT NULL,
  organisation text NOT NULL,
  goals        int NOT NULL,
  day          date NOT NULL,
  PRIMARY KEY (plan_id, version)
);
CREATE INDEX plan_version_day ON plan_version (day);
CREATE INDEX plan_version_case ON plan_version (case_id, day);

CREATE TABLE measure (
  measure_id   uuid PRIMARY KEY,
  client_id    uuid NOT NULL,
  age_band     text NOT NULL,
  municipality text NOT NULL,
  programme    text NOT NULL,
  organisation text NOT NULL,
  kind         text NOT NULL,
  voluntary    boolean NOT NULL,
  day          date NOT NULL
);
CREATE INDEX measure_day ON measure (day);

CREATE TABLE coaching (
  coaching_id  uuid PRIMARY KEY,
  client_id    uuid NOT NULL,
  age_band     text NOT NULL,
  municipality text NOT NULL,
  programme    text NOT NULL,
  organisation text NOT NULL,
  day          date NOT NULL
);
CREATE INDEX coaching_day ON coaching (day);

CREATE TABLE coaching_started (
  coaching_id  uuid PRIMARY KEY,
  measure_id   uuid,
  client_id    uuid NOT NULL,
  age_band     text NOT NULL,
  municipality text NOT NULL,
  programme    text NOT NULL,
  organisation text NOT NULL,
  coach        text NOT NULL,
  model        text NOT NULL,
  day          date NOT NULL
);
CREATE INDEX coaching_started_day ON coaching_started (day);
CREATE INDEX coaching_started_measure ON coaching_started (measure_id);

CREATE TABLE coaching_contact (
  contact_id     uuid PRIMARY KEY,
  coaching_id    uuid NOT NULL,
  party          text NOT NULL,
  employer_id    uuid,
  mode           text NOT NULL,
  matches_wishes boolean NOT NULL,
  day            date NOT NULL
);
CREATE INDEX coaching_contact_day ON coaching_contact (day);

CREATE TABLE job (
  job_id             uuid PRIMARY KEY,
  coaching_id        uuid NOT NULL,
  client_id          uuid NOT NULL,
  age_band           text NOT NULL,
  municipality       text NOT NULL,
  programme          text NOT NULL,
  organisation       text NOT NULL,
  sector             text NOT NULL,
  kind               text NOT NULL,
  pay_subsidised     boolean NOT NULL,
  open_labour_market boolean NOT NULL,
  contract           text NOT NULL,
  weekly_hours       int NOT NULL,
  day                date NOT NULL
);
CREATE INDEX job_day ON job (day);
CREATE INDEX job_coaching ON job (coaching_id, day);

CREATE TABLE job_end (
  job_id uuid PRIMARY KEY,
  reason text NOT NULL,
  day    date NOT NULL
);

CREATE TABLE work_trial (
  work_trial_id uuid PRIMARY KEY,
  client_id     uuid NOT NULL,
  age_band      text NOT NULL,
  municipality  text NOT NULL,
  programme     text NOT NULL,
  organisation  text NOT NULL,
  day           date NOT NULL
);
CREATE INDEX work_trial_day ON work_trial (day);

CREATE TABLE studies (
  studies_id   uuid PRIMARY KEY,
  client_id    uuid NOT NULL,
  age_band     text NOT NULL,
  municipality text NOT NULL,
  programme    text NOT NULL,
  organisation text NOT NULL,
  level        text NOT NULL,
  day          date NOT NULL
);
CREATE INDEX studies_day ON studies (day);

CREATE TABLE coaching_ended (
  coaching_id  uuid PRIMARY KEY,
  measure_id   uuid,
  client_id    uuid NOT NULL,
  age_band     text NOT NULL,
  municipality text NOT NULL,
  programme    text NOT NULL,
  organisation text NOT NULL,
  outcome      text NOT NULL,
  day          date NOT NULL
);
CREATE INDEX coaching_ended_day ON coaching_ended (day);
CREATE INDEX coaching_ended_measure ON coaching_ended (measure_id);

CREATE TABLE employer (
  employer_id  uuid PRIMARY KEY,
  sector       text NOT NULL,
  municipality text NOT NULL
);

CREATE TABLE employer_contact (
  contact_id   uuid PRIMARY KEY,
  employer_id  uuid NOT NULL,
  organisation text NOT NULL,
  purpose      text NOT NULL,
  is_first     boolean NOT NULL,
  mode         text NOT NULL,
  day          date NOT NULL
);
CREATE INDEX employer_contact_day ON employer_contact (day);

CREATE TABLE opening (
  opening_id   uuid PRIMARY KEY,
  employer_id  uuid NOT NULL,
  occupation   text NOT NULL,
  municipality text NOT NULL,
  kind         text NOT NULL,
  day          date NOT NULL
);
CREATE INDEX opening_day ON opening (day);

CREATE TABLE opening_closed (
  opening_id uuid PRIMARY KEY,
  reason     text NOT NULL
);

INSERT INTO projection_table (projection, table_name) VALUES
  ('contacts', 'contact'), ('contacts', 'contact_outcome'),
  ('referrals', 'referral'), ('referrals', 'task'),
  ('team', 'team_case'), ('team', 'case_closed'), ('team', 'meeting'), ('team', 'handled_case'), ('team', 'plan_version'), ('team', 'measure'),
  ('coaching', 'coaching'), ('coaching', 'coaching_started'), ('coaching', 'coaching_contact'), ('coaching', 'job'), ('coaching', 'job_end'),
  ('coaching', 'work_trial'), ('coaching', 'studies'), ('coaching', 'coaching_ended'),
  ('employers', 'employer'), ('employers', 'employer_contact'), ('employers', 'opening'), ('employers', 'opening_closed');
