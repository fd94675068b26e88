-- Single-contact coordination and the client's named people.
CREATE TABLE contact (
  id                  uuid PRIMARY KEY,
  version             bigint NOT NULL,
  organisation        text NOT NULL,
  client_id           uuid REFERENCES client,
  age_band            int NOT NULL,
  contacting_service  text NOT NULL,
  topic               text NOT NULL,
  client_present      boolean NOT NULL,
  outcomes            text[] NOT NULL,
  network_professions text[] NOT NULL,
  mode                int NOT NULL,
  minutes             int NOT NULL,
  contacted_on        date NOT NULL,
  municipality        text NOT NULL,
  programme           text NOT NULL
);
CREATE INDEX contact_by_organisation ON contact (organisation, contacted_on DESC, id DESC);
CREATE INDEX contact_by_client ON contact (client_id, organisation, contacted_on DESC, id DESC);

-- The version of a client's case management; its appointments are never changed.
CREATE TABLE case_management (
  client_id uuid PRIMARY KEY REFERENCES client,
  version   bigint NOT NULL
);

CREATE TABLE case_manager (
  client_id    uuid NOT NULL REFERENCES case_management,
  version      bigint NOT NULL,
  worker       text NOT NULL,
  worker_name  text NOT NULL,
  organisation text NOT NULL,
  from_day     date NOT NULL,
  recorded_at  timestamptz NOT NULL,
  PRIMARY KEY (client_id, version)
);
