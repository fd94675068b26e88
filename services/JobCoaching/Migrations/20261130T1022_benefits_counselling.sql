-- Counselling on benefits. An estimate stands with the rules that it used, so that it can be read when they have changed.
CREATE TABLE benefits_counselling (
  id               uuid PRIMARY KEY,
  version          bigint NOT NULL,
  coaching_id      uuid REFERENCES coaching,
  client_id        uuid NOT NULL,
  age_band         int NOT NULL,
  municipality     text NOT NULL,
  programme        text NOT NULL,
  sex              int NOT NULL,
  contact_language text NOT NULL,
  customer_profile text NOT NULL,
  organisation     text NOT NULL,
  counselled_on    date NOT NULL,
  occasion         int NOT NULL,
  change           text NOT NULL,
  job_id           uuid REFERENCES result,
  topics           text[] NOT NULL,
  given_by         text NOT NULL,
  giver_name       text NOT NULL,
  choice           text NOT NULL,
  note             text NOT NULL,
  estimate         jsonb,
  state            int NOT NULL,
  error_reason     text NOT NULL
);
CREATE INDEX benefits_counselling_by_coaching ON benefits_counselling (coaching_id, counselled_on DESC, id DESC);
CREATE INDEX benefits_counselling_by_client ON benefits_counselling (client_id, organisation, counselled_on DESC, id DESC);
-- The jobs of an organisation in order of their days.
CREATE INDEX result_by_organisation ON result (organisation, started_on DESC, id DESC);
