-- Results of every kind, what they became, and mistakes: a job may be of a client without coaching, its pay subsidy changes, and one thing that two
-- organisations told is one.
ALTER TABLE job ALTER COLUMN coaching_id DROP NOT NULL;
ALTER TABLE job ADD COLUMN employer_id uuid, ADD COLUMN working_time text NOT NULL DEFAULT '';
ALTER TABLE work_trial ADD COLUMN coaching_id uuid;
ALTER TABLE studies ADD COLUMN coaching_id uuid;
ALTER TABLE coaching_contact ADD COLUMN purpose text NOT NULL DEFAULT '';

CREATE TABLE result (
  result_id           uuid PRIMARY KEY,
  coaching_id         uuid,
  client_id           uuid NOT NULL,
  age_band            text NOT NULL,
  municipality        text NOT NULL,
  programme           text NOT NULL,
  sex                 text NOT NULL,
  contact_language    text NOT NULL,
  customer_profile    text NOT NULL,
  organisation        text NOT NULL,
  type                text NOT NULL,
  rehabilitation_path text NOT NULL,
  day                 date NOT NULL,
  referral_id         uuid
);
CREATE INDEX result_day ON result (day);

-- The end of a work trial, of studies, and of every result that is no job.
CREATE TABLE result_end (
  result_id uuid PRIMARY KEY,
  outcome   text NOT NULL,
  day       date NOT NULL
);

-- With pay subsidy from that day, or without.
CREATE TABLE job_subsidy (
  job_id         uuid NOT NULL,
  pay_subsidised boolean NOT NULL,
  day            date NOT NULL,
  PRIMARY KEY (job_id, day)
);

INSERT INTO projection_table (projection, table_name) VALUES ('coaching', 'result'), ('coaching', 'result_end'), ('coaching', 'job_subsidy');
UPDATE projection_table SET replay = true WHERE projection = 'coaching';
