-- A case is one client's way through the team. What facts tell of the client for counting stays as the opening fact said it.
CREATE TABLE team_case (
  id           uuid PRIMARY KEY,
  version      bigint NOT NULL,
  client_id    uuid NOT NULL,
  age_band     int NOT NULL,
  municipality text NOT NULL,
  programme    text NOT NULL,
  organisation text NOT NULL,
  referral_id  uuid,
  task_id      uuid,
  state        int NOT NULL,
  outcome      text NOT NULL,
  outcome_text text NOT NULL,
  opened_on    date NOT NULL,
  closed_on    date,
  plan_id      uuid
);
-- A task opens one case, however often it is told.
CREATE UNIQUE INDEX team_case_by_task ON team_case (task_id);
CREATE INDEX team_case_by_organisation ON team_case (organisation, id DESC);
CREATE INDEX team_case_by_client ON team_case (client_id, organisation, id DESC);

CREATE TABLE meeting (
  id           uuid PRIMARY KEY,
  organisation text NOT NULL,
  held_on      date NOT NULL,
  professions  text[] NOT NULL,
  mode         int NOT NULL,
  minutes      int NOT NULL,
  recorded_at  timestamptz NOT NULL
);

CREATE TABLE case_meeting (
  case_id        uuid NOT NULL REFERENCES team_case,
  meeting_id     uuid NOT NULL REFERENCES meeting,
  held_on        date NOT NULL,
  client_part    int NOT NULL,
  recommendation text NOT NULL,
  actions        jsonb NOT NULL,
  PRIMARY KEY (case_id, held_on, meeting_id)
);

-- What JobCoaching tells; not bound to a case, whose row an older copy of this database may lack.
CREATE TABLE case_coaching (
  coaching_id uuid PRIMARY KEY,
  case_id     uuid NOT NULL,
  measure_id  text NOT NULL,
  state       text NOT NULL,
  outcome     text NOT NULL
);
CREATE INDEX case_coaching_by_case ON case_coaching (case_id, coaching_id);
