-- Clients' situations: what is true from day to day, and when it was known. A correction closes a version and adds another.
CREATE TABLE situation (
  id                  uuid NOT NULL,
  version             int NOT NULL,
  client_id           uuid NOT NULL REFERENCES client,
  controller          text NOT NULL,
  kind                int NOT NULL,
  code                text NOT NULL,
  from_day            date NOT NULL,
  to_day              date,
  basis               text NOT NULL,
  set_by_profession   text NOT NULL,
  set_by_organisation text NOT NULL,
  set_by_client       boolean NOT NULL,
  note                text NOT NULL,
  health              boolean NOT NULL,
  scope               text NOT NULL,
  one_at_a_time       boolean NOT NULL,
  retracted           boolean NOT NULL,
  reason              text NOT NULL,
  recorded_at         timestamptz NOT NULL,
  recorded_by         text NOT NULL,
  known_to            timestamptz,
  PRIMARY KEY (id, version),
  CONSTRAINT situation_one_at_a_time EXCLUDE USING gist (client_id WITH =, controller WITH =, kind WITH =, daterange(from_day, to_day, '[]') WITH &&)
    WHERE (one_at_a_time AND known_to IS NULL AND NOT retracted)
);
CREATE INDEX situation_by_client ON situation (client_id, from_day DESC, id DESC, version DESC);
