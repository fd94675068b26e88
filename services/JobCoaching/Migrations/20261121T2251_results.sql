-- What coaching led to. Employers live in EmployerRelations; a job keeps the sector that the employer had when it was recorded.
CREATE TABLE job (
  id                 uuid PRIMARY KEY,
  version            bigint NOT NULL,
  coaching_id        uuid NOT NULL REFERENCES coaching,
  client_id          uuid NOT NULL,
  organisation       text NOT NULL,
  employer_id        uuid NOT NULL,
  sector             text NOT NULL,
  kind               int NOT NULL,
  open_labour_market boolean NOT NULL,
  contract           int NOT NULL,
  weekly_hours       int NOT NULL,
  occupation         text NOT NULL,
  pay_subsidised     boolean NOT NULL,
  started_on         date NOT NULL,
  ended_on           date,
  end_reason         text NOT NULL
);
CREATE INDEX job_by_coaching ON job (coaching_id, started_on, id);

CREATE TABLE work_trial (
  id          uuid PRIMARY KEY,
  coaching_id uuid NOT NULL REFERENCES coaching,
  client_id   uuid NOT NULL,
  employer_id uuid NOT NULL,
  started_on  date NOT NULL,
  ends_on     date NOT NULL
);
CREATE INDEX work_trial_by_coaching ON work_trial (coaching_id, started_on, id);

CREATE TABLE studies (
  id          uuid PRIMARY KEY,
  coaching_id uuid NOT NULL REFERENCES coaching,
  client_id   uuid NOT NULL,
  level       text NOT NULL,
  started_on  date NOT NULL
);
CREATE INDEX studies_by_coaching ON studies (coaching_id, started_on, id);
