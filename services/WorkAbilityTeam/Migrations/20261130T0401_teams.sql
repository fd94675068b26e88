-- Teams and who belongs to them; cases with their team, their package and who is invited to them.
CREATE TABLE team (
  id             uuid PRIMARY KEY,
  version        bigint NOT NULL,
  organisation   text NOT NULL,
  name           text NOT NULL,
  municipalities text[] NOT NULL,
  valid_from     date NOT NULL,
  valid_to       date
);
CREATE INDEX team_by_organisation ON team (organisation, id DESC);

CREATE TABLE team_member (
  id           uuid PRIMARY KEY,
  team_id      uuid NOT NULL REFERENCES team,
  worker       text NOT NULL,
  name         text NOT NULL,
  profession   text NOT NULL,
  organisation text NOT NULL,
  from_day     date NOT NULL,
  to_day       date,
  deputy_of    uuid
);
CREATE INDEX team_member_by_team ON team_member (team_id, from_day, id);
CREATE INDEX team_member_by_worker ON team_member (organisation, worker, team_id);

ALTER TABLE team_case
  ADD COLUMN team_id         uuid REFERENCES team,
  ADD COLUMN team_agreed_on  date,
  ADD COLUMN package_version int NOT NULL DEFAULT 0,
  ADD COLUMN carried_over_on date,
  ADD COLUMN error_reason    text NOT NULL DEFAULT '';
CREATE INDEX team_case_by_team ON team_case (team_id, id DESC) WHERE team_id IS NOT NULL;
CREATE INDEX team_case_by_state ON team_case (organisation, state, id DESC);
CREATE INDEX team_case_carried_over ON team_case (organisation, id DESC) WHERE carried_over_on IS NOT NULL;
-- One case of a client at a time is opened directly.
CREATE UNIQUE INDEX team_case_open_directly ON team_case (client_id, organisation) WHERE closed_on IS NULL AND task_id IS NULL;

CREATE TABLE case_invitation (
  id           uuid PRIMARY KEY,
  case_id      uuid NOT NULL REFERENCES team_case,
  worker       text NOT NULL,
  name         text NOT NULL,
  profession   text NOT NULL,
  organisation text NOT NULL,
  from_day     date NOT NULL,
  to_day       date NOT NULL,
  is_ended     boolean NOT NULL
);
CREATE INDEX case_invitation_by_case ON case_invitation (case_id, from_day, id);
CREATE INDEX case_invitation_by_worker ON case_invitation (organisation, worker, case_id);

-- What was told stays; the newest of each part up to a version is that version's.
CREATE TABLE case_package (
  case_id       uuid NOT NULL REFERENCES team_case,
  section       text NOT NULL,
  since_version int NOT NULL,
  text          text NOT NULL,
  refs          text[] NOT NULL,
  told_on       date NOT NULL,
  told_by       text NOT NULL,
  PRIMARY KEY (case_id, section, since_version)
);

-- What Referrals tells of who has a record on a client, of organisations and of programmes: rebuilt from its facts alone.
CREATE TABLE known_client (
  client_id    uuid NOT NULL,
  controller   text NOT NULL,
  told         bytea NOT NULL, -- the client as facts tell it
  PRIMARY KEY (client_id, controller)
);
CREATE TABLE known_programme (
  code     text PRIMARY KEY,
  from_day date,
  to_day   date
);
CREATE TABLE known_organisation (
  id       text PRIMARY KEY,
  from_day date,
  to_day   date
);
INSERT INTO projection_table (projection, table_name) VALUES
  ('register', 'known_client'), ('register', 'known_programme'), ('register', 'known_organisation');
