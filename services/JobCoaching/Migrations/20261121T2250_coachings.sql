-- A coaching is one client's way at one coaching organisation. What facts tell of the client for counting stays as the opening fact said it.
CREATE TABLE coaching (
  id                uuid PRIMARY KEY,
  version           bigint NOT NULL,
  client_id         uuid NOT NULL,
  age_band          int NOT NULL,
  municipality      text NOT NULL,
  programme         text NOT NULL,
  organisation      text NOT NULL,
  case_id           uuid NOT NULL,
  measure_id        uuid NOT NULL,
  state             int NOT NULL,
  coach             text NOT NULL,
  coach_name        text NOT NULL,
  model             text NOT NULL,
  opened_on         date NOT NULL,
  started_on        date,
  ended_on          date,
  outcome           text NOT NULL,
  occupations       text[] NOT NULL,
  municipalities    text[] NOT NULL,
  max_weekly_hours  int NOT NULL,
  disclosure        int NOT NULL,
  client_contacts   int NOT NULL,
  employer_contacts int NOT NULL,
  network_contacts  int NOT NULL
);
-- A measure opens one coaching, however often it is told.
CREATE UNIQUE INDEX coaching_by_measure ON coaching (measure_id);
CREATE INDEX coaching_by_organisation ON coaching (organisation, id DESC);
CREATE INDEX coaching_by_client ON coaching (client_id, organisation, id DESC);
CREATE INDEX coaching_by_coach ON coaching (coach, organisation, id DESC);

CREATE TABLE coaching_contact (
  id              uuid PRIMARY KEY,
  coaching_id     uuid NOT NULL REFERENCES coaching,
  party           int NOT NULL,
  employer_id     uuid,
  mode            int NOT NULL,
  minutes         int NOT NULL,
  contacted_on    date NOT NULL,
  in_clients_name boolean NOT NULL,
  matches_wishes  boolean NOT NULL,
  note            text NOT NULL,
  recorded_at     timestamptz NOT NULL
);
CREATE INDEX coaching_contact_by_coaching ON coaching_contact (coaching_id, contacted_on, id);
