-- A client is one person's shared id; each controller's record on the client stands by itself.
CREATE TABLE client (
  id          uuid PRIMARY KEY,
  birth_date  date,
  code_cipher bytea
);

-- The personal identity code is looked up by its keyed hash; two keys stand side by side while they rotate.
CREATE TABLE client_code_index (
  key_id    int NOT NULL,
  digest    bytea NOT NULL,
  client_id uuid NOT NULL REFERENCES client,
  CONSTRAINT client_code_index_pkey PRIMARY KEY (key_id, digest)
);
CREATE INDEX client_code_index_by_client ON client_code_index (client_id);

CREATE TABLE client_record (
  client_id        uuid NOT NULL REFERENCES client,
  controller       text NOT NULL,
  register         text NOT NULL,
  version          bigint NOT NULL,
  given_names      text NOT NULL,
  family_name      text NOT NULL,
  municipality     text NOT NULL,
  contact_language text NOT NULL,
  non_disclosure   boolean NOT NULL,
  registered_at    timestamptz NOT NULL,
  CONSTRAINT client_record_pkey PRIMARY KEY (client_id, controller, register)
);

-- One organisation's (system, value) names one resource.
CREATE TABLE external_reference (
  organisation text NOT NULL,
  system       text NOT NULL,
  value        text NOT NULL,
  object_type  text NOT NULL,
  object_id    uuid NOT NULL,
  CONSTRAINT external_reference_pkey PRIMARY KEY (organisation, system, value)
);
CREATE INDEX external_reference_by_object ON external_reference (object_id, organisation);

CREATE TABLE permission (
  id                uuid PRIMARY KEY,
  version           bigint NOT NULL,
  client_id         uuid NOT NULL REFERENCES client,
  kind              int NOT NULL,
  scope             text NOT NULL,
  from_organisation text NOT NULL,
  to_organisation   text NOT NULL,
  valid_from        date NOT NULL,
  valid_to          date,
  withdrawn_at      timestamptz
);
CREATE INDEX permission_by_client ON permission (client_id, id DESC);
