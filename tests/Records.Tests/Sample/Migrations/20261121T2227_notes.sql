CREATE TABLE note (
  id        uuid   PRIMARY KEY,
  client_id uuid   NOT NULL,
  owner     text   NOT NULL,
  name      text   CONSTRAINT note_name UNIQUE,
  text      text   NOT NULL,
  count     bigint NOT NULL,
  version   bigint NOT NULL
);

CREATE TABLE person (
  id   uuid  PRIMARY KEY,
  code bytea NOT NULL
);

CREATE TABLE person_code_index (
  person_id uuid  NOT NULL REFERENCES person,
  key_id    int   NOT NULL,
  hash      bytea NOT NULL,
  register  text  NOT NULL,
  PRIMARY KEY (key_id, hash, register)
);

CREATE TABLE done_work (
  id   bigint GENERATED ALWAYS AS IDENTITY,
  key  text   NOT NULL,
  by   text   NOT NULL
);
