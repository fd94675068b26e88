-- A client's record whole: how to reach the client, who acts for the client, what was known when, and which ids are one person.
ALTER TABLE client ADD merged_into uuid REFERENCES client;
CREATE INDEX client_by_merged_into ON client (merged_into) WHERE merged_into IS NOT NULL;

-- Every id of the person that an id stands for. Merges are flat: whatever was merged points to the id that stands for the person.
CREATE FUNCTION tyokyky_same_client(p_id uuid) RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(c.id), ARRAY[p_id]) FROM (SELECT coalesce(merged_into, id) AS root FROM client WHERE id = p_id) r JOIN client c ON c.id = r.root OR c.merged_into = r.root
$$;

ALTER TABLE client_record ADD birth_date date;
ALTER TABLE client_record ADD details jsonb NOT NULL DEFAULT '{}';
ALTER TABLE client_record ADD superseded_by uuid REFERENCES client;
ALTER TABLE client_record ALTER family_name TYPE text COLLATE "fi-x-icu";
ALTER TABLE client_record ALTER given_names TYPE text COLLATE "fi-x-icu";
UPDATE client_record r SET birth_date = c.birth_date FROM client c WHERE c.id = r.client_id;
CREATE INDEX client_record_by_name ON client_record (controller, lower(family_name) text_pattern_ops);

-- The record as it was after each change, never changed itself.
CREATE TABLE client_record_version (
  client_id        uuid NOT NULL,
  controller       text NOT NULL,
  register         text NOT NULL,
  version          bigint NOT NULL,
  given_names      text NOT NULL,
  family_name      text NOT NULL,
  municipality     text NOT NULL,
  contact_language text NOT NULL,
  non_disclosure   boolean NOT NULL,
  registered_at    timestamptz NOT NULL,
  birth_date       date,
  details          jsonb NOT NULL,
  recorded_at      timestamptz NOT NULL,
  recorded_by      text NOT NULL,
  PRIMARY KEY (client_id, controller, register, version)
);
REVOKE UPDATE, DELETE ON client_record_version FROM {{app}};
INSERT INTO client_record_version
SELECT client_id, controller, register, version, given_names, family_name, municipality, contact_language, non_disclosure, registered_at, birth_date, details, registered_at, ''
FROM client_record;

-- What a controller's own records are compared by: day of birth with the family name, and with the first given name.
CREATE FUNCTION tyokyky_match_keys(p_birth date, p_family text, p_given text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN p_birth IS NULL THEN ARRAY[]::text[] ELSE ARRAY[
    to_char(p_birth, 'YYYYMMDD') || 'f' || lower(translate(p_family, ' -''', '') COLLATE "fi-x-icu"),
    to_char(p_birth, 'YYYYMMDD') || 'g' || lower(split_part(translate(p_given, '-', ' '), ' ', 1) COLLATE "fi-x-icu")] END
$$;
CREATE TABLE client_match (
  controller text NOT NULL,
  key        text NOT NULL,
  client_id  uuid NOT NULL,
  register   text NOT NULL,
  PRIMARY KEY (controller, key, client_id, register)
);
CREATE INDEX client_match_by_client ON client_match (client_id);
INSERT INTO client_match SELECT controller, unnest(tyokyky_match_keys(birth_date, family_name, given_names)), client_id, register FROM client_record ON CONFLICT DO NOTHING;

CREATE TABLE duplicate_dismissal (
  controller   text NOT NULL,
  first        uuid NOT NULL,
  second       uuid NOT NULL,
  dismissed_by text NOT NULL,
  dismissed_at timestamptz NOT NULL,
  PRIMARY KEY (controller, first, second)
);

-- The trail of merges. One that a personal identity code brought is nobody's to see: it would tell that another authority knows the person.
CREATE TABLE client_merge (
  id         uuid PRIMARY KEY,
  controller text NOT NULL,
  kept       uuid NOT NULL REFERENCES client,
  merged     uuid NOT NULL REFERENCES client,
  moved      uuid[] NOT NULL,
  by_code    boolean NOT NULL,
  reason     text NOT NULL,
  merged_by  text NOT NULL,
  merged_at  timestamptz NOT NULL,
  split_at   timestamptz
);
CREATE INDEX client_merge_by_kept ON client_merge (kept, id DESC);
CREATE INDEX client_merge_by_merged ON client_merge (merged, id DESC);
