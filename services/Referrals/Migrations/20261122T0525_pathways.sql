-- Clients' pathways. What comes next and whether the pathway is stuck follows from the steps and is kept for the worklists; the list of
-- steps is never read for that.
CREATE TABLE pathway (
  id               uuid PRIMARY KEY,
  version          bigint NOT NULL,
  client_id        uuid NOT NULL REFERENCES client,
  organisation     text NOT NULL,
  template         text NOT NULL,
  programme        text NOT NULL,
  municipality     text NOT NULL,
  birth_date       date,
  opened_on        date NOT NULL,
  recorded_at      timestamptz NOT NULL,
  closed_on        date,
  close_reason     text NOT NULL,
  owner            text NOT NULL,
  owner_name       text NOT NULL,
  agreed_action    text NOT NULL,
  agreed_action_on date,
  next_kind        text NOT NULL,
  next_step        uuid,
  next_service     text NOT NULL,
  next_on          date,
  stuck_since      date,
  stuck_reason     text NOT NULL,
  escalation       int NOT NULL
);
CREATE UNIQUE INDEX pathway_open ON pathway (client_id, organisation) WHERE closed_on IS NULL;
CREATE INDEX pathway_by_client ON pathway (client_id, organisation, id DESC);
CREATE INDEX pathway_by_organisation ON pathway (organisation, id DESC);
CREATE INDEX pathway_by_owner ON pathway (organisation, owner, next_on, id) WHERE closed_on IS NULL;
CREATE INDEX pathway_by_next ON pathway (organisation, next_on, id) WHERE closed_on IS NULL;
CREATE INDEX pathway_stuck ON pathway (organisation, stuck_since, id) WHERE stuck_since IS NOT NULL;

CREATE TABLE pathway_step (
  id                   uuid PRIMARY KEY,
  pathway_id           uuid NOT NULL REFERENCES pathway,
  pathway_organisation text NOT NULL,
  number               int NOT NULL,
  template_step        text NOT NULL,
  phase                text NOT NULL,
  service              text NOT NULL,
  organisation         text NOT NULL,
  worker               text NOT NULL,
  worker_name          text NOT NULL,
  after                uuid[] NOT NULL,
  repeats              uuid,
  is_return            boolean NOT NULL,
  status               int NOT NULL,
  planned_start        date,
  planned_end          date,
  started_on           date,
  ended_on             date,
  outcome              text NOT NULL,
  pauses               jsonb NOT NULL,
  follows              text NOT NULL,
  added_on             date NOT NULL,
  ends_without_next    boolean NOT NULL,
  warned_on            date,
  UNIQUE (pathway_id, number)
);
-- Service periods that end with nothing after them.
CREATE INDEX pathway_step_ending ON pathway_step (pathway_organisation, planned_end, id) WHERE ends_without_next AND planned_end IS NOT NULL;
