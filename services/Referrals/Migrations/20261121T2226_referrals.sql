-- A referral is its sender's; each organisation that is asked has a task in it. A referral's version guards its tasks too.
CREATE TABLE referral (
  id                uuid PRIMARY KEY,
  version           bigint NOT NULL,
  client_id         uuid NOT NULL REFERENCES client,
  sender            text NOT NULL,
  reasons           text[] NOT NULL,
  description       text NOT NULL,
  reason_for_client text NOT NULL,
  urgency           int NOT NULL,
  programme         text NOT NULL,
  municipality      text NOT NULL,
  birth_date        date,
  submitted_at      timestamptz NOT NULL,
  recorded_at       timestamptz NOT NULL
);
CREATE INDEX referral_by_sender ON referral (sender, id DESC);
CREATE INDEX referral_by_client ON referral (client_id, sender, id DESC);

CREATE TABLE task (
  id              uuid PRIMARY KEY,
  referral_id     uuid NOT NULL REFERENCES referral,
  client_id       uuid NOT NULL,
  sender          text NOT NULL,
  receiver        text NOT NULL,
  service         text NOT NULL,
  status          int NOT NULL,
  status_reason   text NOT NULL,
  outcome         text NOT NULL,
  outcome_text    text NOT NULL,
  requested_at    timestamptz NOT NULL,
  decided_at      timestamptz,
  decided_by      text NOT NULL,
  ended_at        timestamptz,
  acknowledged_at timestamptz
);
CREATE INDEX task_by_referral ON task (referral_id, id);
CREATE INDEX task_by_receiver ON task (receiver, status, id);
CREATE INDEX task_by_client ON task (client_id, receiver);
