-- A plan and its versions; a version never changes but for the client's answer to it.
CREATE TABLE plan (
  id           uuid PRIMARY KEY,
  version      bigint NOT NULL,
  case_id      uuid NOT NULL UNIQUE REFERENCES team_case,
  client_id    uuid NOT NULL,
  organisation text NOT NULL,
  latest       int NOT NULL
);

CREATE TABLE plan_version (
  plan_id     uuid NOT NULL REFERENCES plan,
  number      int NOT NULL,
  made_on     date NOT NULL,
  review_on   date NOT NULL,
  recorded_at timestamptz NOT NULL,
  answer      int NOT NULL,
  comment     text NOT NULL,
  answered_on date,
  body        jsonb NOT NULL, -- strengths, goals, measures
  PRIMARY KEY (plan_id, number)
);
