-- A matter that a service asked about. An anonymous one holds nothing by which a person could be found.
CREATE TABLE consultation (
  id                  uuid PRIMARY KEY,
  version             bigint NOT NULL,
  kind                int NOT NULL,
  organisation        text NOT NULL,
  asking_organisation text NOT NULL,
  asking_service      text NOT NULL,
  topic               text NOT NULL,
  question            text NOT NULL,
  professions         text[] NOT NULL,
  client_id           uuid,
  case_id             uuid,
  from_contact        boolean NOT NULL,
  asked_on            date NOT NULL,
  answer_due_on       date NOT NULL,
  state               int NOT NULL,
  session_id          uuid,
  answer              text NOT NULL,
  answered_by         text NOT NULL,
  answered_on         date,
  follow_up           text NOT NULL,
  follow_up_on        date,
  ended_on            date,
  end_reason          text NOT NULL,
  CHECK (client_id IS NOT NULL OR case_id IS NULL)
);
CREATE INDEX consultation_by_organisation ON consultation (organisation, id DESC);
CREATE INDEX consultation_by_asker ON consultation (asking_organisation, id DESC);
CREATE INDEX consultation_by_client ON consultation (client_id) WHERE client_id IS NOT NULL;
CREATE INDEX consultation_asked ON consultation (organisation, asked_on);
CREATE INDEX consultation_answered ON consultation (organisation, answered_on) WHERE answered_on IS NOT NULL;

CREATE TABLE consultation_session (
  id           uuid PRIMARY KEY,
  version      bigint NOT NULL,
  organisation text NOT NULL,
  kind         int NOT NULL,
  held_on      date NOT NULL,
  mode         int NOT NULL,
  minutes      int NOT NULL,
  professions  text[] NOT NULL,
  matter_ids   uuid[] NOT NULL,
  error_reason text NOT NULL,
  recorded_at  timestamptz NOT NULL
);
CREATE INDEX consultation_session_by_day ON consultation_session (organisation, held_on DESC, id DESC);
