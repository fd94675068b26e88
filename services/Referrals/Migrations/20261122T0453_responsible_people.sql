-- Who carries what for whom.

-- The current appointment beside the version: caseloads and hand-overs look for workers. Kept by the rows themselves, so that the
-- version before this one keeps it too. An appointment without a worker ends the case management.
ALTER TABLE case_manager ADD programme text NOT NULL DEFAULT '';
ALTER TABLE case_management ADD worker text NOT NULL DEFAULT '';
ALTER TABLE case_management ADD worker_name text NOT NULL DEFAULT '';
ALTER TABLE case_management ADD organisation text NOT NULL DEFAULT '';
ALTER TABLE case_management ADD programme text NOT NULL DEFAULT '';
ALTER TABLE case_management ADD from_day date;
UPDATE case_management m SET worker = c.worker, worker_name = c.worker_name, organisation = c.organisation, from_day = c.from_day
FROM case_manager c WHERE c.client_id = m.client_id AND c.version = m.version;
CREATE INDEX case_management_by_worker ON case_management (organisation, worker, client_id);

CREATE FUNCTION keep_current_case_manager() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE case_management
  SET worker = NEW.worker, worker_name = NEW.worker_name, organisation = NEW.organisation, programme = NEW.programme, from_day = NEW.from_day
  WHERE client_id = NEW.client_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER keep_current_case_manager AFTER INSERT ON case_manager FOR EACH ROW EXECUTE FUNCTION keep_current_case_manager();

CREATE TABLE responsible_person (
  id           uuid PRIMARY KEY,
  version      bigint NOT NULL,
  client_id    uuid NOT NULL REFERENCES client,
  role         text NOT NULL,
  worker       text NOT NULL,
  worker_name  text NOT NULL,
  organisation text NOT NULL,
  agreed_task  text NOT NULL,
  from_day     date NOT NULL,
  to_day       date,
  acceptance   int NOT NULL,
  accepted_on  date,
  end_reason   text NOT NULL,
  named_by     text NOT NULL,
  recorded_at  timestamptz NOT NULL
);
CREATE INDEX responsible_person_by_client ON responsible_person (client_id, from_day DESC, id);
CREATE INDEX responsible_person_by_worker ON responsible_person (organisation, worker, role) WHERE end_reason = '';
CREATE UNIQUE INDEX responsible_person_open ON responsible_person (client_id, role, worker) WHERE end_reason = '' AND to_day IS NULL;

CREATE TABLE deputy (
  id           uuid PRIMARY KEY,
  version      bigint NOT NULL,
  organisation text NOT NULL,
  worker       text NOT NULL,
  worker_name  text NOT NULL,
  deputy       text NOT NULL,
  deputy_name  text NOT NULL,
  from_day     date NOT NULL,
  to_day       date NOT NULL,
  CONSTRAINT deputy_once EXCLUDE USING gist (organisation WITH =, worker WITH =, daterange(from_day, to_day, '[]') WITH &&)
);
CREATE INDEX deputy_by_organisation ON deputy (organisation, from_day DESC, id DESC);
CREATE INDEX deputy_by_deputy ON deputy (organisation, deputy, to_day);

CREATE TABLE full_time_equivalent (
  id           uuid PRIMARY KEY,
  organisation text NOT NULL,
  worker       text NOT NULL,
  worker_name  text NOT NULL,
  role         text NOT NULL,
  hundredths   int NOT NULL,
  from_day     date NOT NULL,
  to_day       date,
  programme    text NOT NULL,
  CONSTRAINT full_time_equivalent_from UNIQUE (organisation, worker, role, programme, from_day)
);
CREATE INDEX full_time_equivalent_by_day ON full_time_equivalent (organisation, from_day DESC, id DESC);

CREATE TABLE programme (
  programme    text PRIMARY KEY,
  version      bigint NOT NULL,
  name         text NOT NULL,
  organisation text NOT NULL,
  funder       text NOT NULL,
  from_day     date NOT NULL,
  to_day       date,
  closed_on    date
);

CREATE TABLE programme_client (
  programme    text NOT NULL REFERENCES programme,
  client_id    uuid NOT NULL REFERENCES client,
  organisation text NOT NULL,
  from_day     date NOT NULL,
  left_on      date,
  CONSTRAINT programme_client_pkey PRIMARY KEY (programme, client_id, from_day)
);
CREATE UNIQUE INDEX programme_client_open ON programme_client (programme, client_id) WHERE left_on IS NULL;
CREATE INDEX programme_client_by_client ON programme_client (client_id) WHERE left_on IS NULL;
