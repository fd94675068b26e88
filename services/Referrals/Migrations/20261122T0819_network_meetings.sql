-- Network meetings, who takes part in them, and what meetings agreed on. The day by which a meeting is listed stands with each participant too.
CREATE TABLE network_meeting (
  id               uuid PRIMARY KEY,
  version          bigint NOT NULL,
  organisation     text NOT NULL,
  client_id        uuid REFERENCES client,
  age_band         int NOT NULL,
  municipality     text NOT NULL,
  programme        text NOT NULL,
  contact_id       uuid REFERENCES contact,
  follow_up_id     uuid,
  status           int NOT NULL,
  topic            text NOT NULL,
  question         text NOT NULL,
  planned_on       date,
  starts_at        timestamptz,
  mode             int NOT NULL,
  place            text NOT NULL,
  client_part      int NOT NULL,
  client_question  text NOT NULL,
  support_person   text NOT NULL,
  told             text[] NOT NULL,
  naming_agreed_on date,
  held_on          date,
  minutes          int NOT NULL,
  results          text NOT NULL,
  end_reason       text NOT NULL,
  convened_on      date NOT NULL,
  on_day           date NOT NULL,
  recorded_at      timestamptz NOT NULL
);
CREATE INDEX network_meeting_by_organisation ON network_meeting (organisation, on_day DESC, id DESC);
CREATE INDEX network_meeting_by_client ON network_meeting (client_id, on_day DESC, id DESC);
-- A mistake leaves the follow-up to the next one.
CREATE UNIQUE INDEX network_meeting_of_follow_up ON network_meeting (follow_up_id) WHERE status <> 4;

CREATE TABLE network_participant (
  meeting_id   uuid NOT NULL REFERENCES network_meeting,
  number       int NOT NULL,
  organisation text NOT NULL,
  professional uuid,
  name         text NOT NULL,
  profession   text NOT NULL,
  is_chair     boolean NOT NULL,
  attended     boolean NOT NULL,
  on_day       date NOT NULL,
  PRIMARY KEY (meeting_id, number)
);
CREATE INDEX network_participant_by_organisation ON network_participant (organisation, on_day DESC, meeting_id DESC);

CREATE TABLE agreed_action (
  id                 uuid PRIMARY KEY,
  version            bigint NOT NULL,
  source             int NOT NULL,
  meeting_id         uuid NOT NULL,
  organisation       text NOT NULL,
  text               text NOT NULL,
  owner_organisation text NOT NULL,
  owner              text NOT NULL,
  owner_name         text NOT NULL,
  is_clients_own     boolean NOT NULL,
  agreed_on          date NOT NULL,
  due_on             date NOT NULL,
  status             int NOT NULL,
  ended_on           date,
  end_reason         text NOT NULL
);
CREATE INDEX agreed_action_by_meeting ON agreed_action (meeting_id, due_on, id);
CREATE INDEX agreed_action_by_convener ON agreed_action (organisation, status, due_on, id);
CREATE INDEX agreed_action_by_owner ON agreed_action (owner_organisation, status, due_on, id);
CREATE INDEX agreed_action_by_worker ON agreed_action (owner_organisation, owner, status, due_on, id) WHERE owner <> '';
