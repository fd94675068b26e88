-- Early identification: which rules were met when somebody looked, and what a person decided.
CREATE TABLE screening (
  id               uuid PRIMARY KEY,
  version          bigint NOT NULL,
  client_id        uuid NOT NULL REFERENCES client,
  organisation     text NOT NULL,
  screened_on      date NOT NULL,
  unemployed_since date,
  answers          text[] NOT NULL,
  recorded_at      timestamptz NOT NULL,
  proposals        jsonb NOT NULL,
  open_proposals   int NOT NULL
);
CREATE INDEX screening_by_organisation ON screening (organisation, id DESC);
CREATE INDEX screening_by_client ON screening (client_id, organisation, screened_on DESC);
CREATE INDEX client_record_by_controller_and_client ON client_record (controller, client_id);
