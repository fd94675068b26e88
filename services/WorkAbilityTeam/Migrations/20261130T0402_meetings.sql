-- Meetings are planned, held and written down; what is on an agenda stands in case_meeting, whose day is the meeting's. A meeting of the version
-- before was held when it was recorded.
ALTER TABLE meeting
  ALTER COLUMN held_on DROP NOT NULL,
  ADD COLUMN version          bigint NOT NULL DEFAULT 1,
  ADD COLUMN state            int NOT NULL DEFAULT 2,
  ADD COLUMN team_id          uuid REFERENCES team,
  ADD COLUMN planned_on       date,
  ADD COLUMN starts_at        timestamptz,
  ADD COLUMN place            text NOT NULL DEFAULT '',
  ADD COLUMN attendees        jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN notes            text NOT NULL DEFAULT '',
  ADD COLUMN minutes_finished_on date,
  ADD COLUMN end_reason       text NOT NULL DEFAULT '';
-- The day by which it is listed.
ALTER TABLE meeting ADD COLUMN on_day date GENERATED ALWAYS AS (coalesce(held_on, planned_on)) STORED;
CREATE INDEX meeting_by_organisation ON meeting (organisation, on_day DESC, id DESC);
CREATE INDEX meeting_by_team ON meeting (team_id, on_day DESC, id DESC) WHERE team_id IS NOT NULL;

ALTER TABLE case_meeting
  ALTER COLUMN actions SET DEFAULT '[]',
  ADD COLUMN number          int NOT NULL DEFAULT 1,
  ADD COLUMN state           int NOT NULL DEFAULT 2,
  ADD COLUMN client_question text NOT NULL DEFAULT '',
  ADD COLUMN support_person  text NOT NULL DEFAULT '',
  ADD COLUMN package_version int NOT NULL DEFAULT 0,
  ADD COLUMN heard           int NOT NULL DEFAULT 0,
  ADD COLUMN useful          int NOT NULL DEFAULT 0,
  ADD COLUMN feedback        text NOT NULL DEFAULT '',
  ADD COLUMN feedback_on     date;
CREATE INDEX case_meeting_by_meeting ON case_meeting (meeting_id, number);

-- What was agreed stands by itself, with a state.
CREATE TABLE team_action (
  id                 uuid PRIMARY KEY,
  version            bigint NOT NULL,
  case_id            uuid NOT NULL REFERENCES team_case,
  client_id          uuid NOT NULL,
  meeting_id         uuid NOT NULL REFERENCES meeting,
  organisation       text NOT NULL,
  text               text NOT NULL,
  owner              text NOT NULL,
  owner_organisation text NOT NULL,
  is_clients_own     boolean NOT NULL,
  agreed_on          date NOT NULL,
  due_on             date NOT NULL,
  state              int NOT NULL,
  reminded_on        date,
  ended_on           date,
  end_reason         text NOT NULL
);
CREATE INDEX team_action_by_team ON team_action (organisation, state, due_on, id);
CREATE INDEX team_action_by_owner ON team_action (owner_organisation, state, due_on, id);
CREATE INDEX team_action_by_worker ON team_action (owner_organisation, owner, state, due_on, id);
CREATE INDEX team_action_by_case ON team_action (case_id, due_on, id);
CREATE INDEX team_action_by_meeting ON team_action (meeting_id, due_on, id);
CREATE INDEX team_action_of_client ON team_action (client_id, state, due_on, id) WHERE is_clients_own;
INSERT INTO team_action
  SELECT gen_random_uuid(), 1, m.case_id, c.client_id, m.meeting_id, c.organisation, a ->> 'text', a ->> 'owner', c.organisation, false, m.held_on,
    (a ->> 'due_on')::date, 1, NULL::date, NULL::date, ''
  FROM case_meeting m JOIN team_case c ON c.id = m.case_id, jsonb_array_elements(m.actions) AS a;

CREATE TABLE case_naming (
  id                 uuid PRIMARY KEY,
  version            bigint NOT NULL,
  case_id            uuid NOT NULL REFERENCES team_case,
  client_id          uuid NOT NULL,
  meeting_id         uuid NOT NULL REFERENCES meeting,
  organisation       text NOT NULL,
  named_organisation text NOT NULL,
  worker             text NOT NULL,
  worker_name        text NOT NULL,
  agreed_task        text NOT NULL,
  from_day           date NOT NULL,
  reason             text NOT NULL,
  state              int NOT NULL,
  answered_on        date,
  answer             text NOT NULL
);
CREATE INDEX case_naming_by_team ON case_naming (organisation, id DESC);
CREATE INDEX case_naming_by_named ON case_naming (named_organisation, id DESC);
-- One question at a time about who leads a client's whole.
CREATE UNIQUE INDEX case_naming_asked ON case_naming (client_id) WHERE state = 1;
