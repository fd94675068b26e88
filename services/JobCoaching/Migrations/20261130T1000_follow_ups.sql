-- Follow-ups of results: planned by the rule of code system "follow-up-rule", tried, answered or given up.
CREATE TABLE follow_up (
  id                    uuid PRIMARY KEY,
  version               bigint NOT NULL,
  client_id             uuid NOT NULL,
  age_band              int NOT NULL,
  municipality          text NOT NULL,
  programme             text NOT NULL,
  sex                   int NOT NULL,
  contact_language      text NOT NULL,
  customer_profile      text NOT NULL,
  organisation          text NOT NULL,
  result_id             uuid NOT NULL REFERENCES result,
  result_type           int NOT NULL,
  coaching_id           uuid,
  months                int NOT NULL,
  early_days            int NOT NULL,
  max_attempts          int NOT NULL CHECK (max_attempts > 0),
  attempt_business_days int NOT NULL,
  counted_from          date NOT NULL,
  due_on                date NOT NULL,
  next_attempt_on       date,
  fell_due              boolean NOT NULL,
  state                 int NOT NULL,
  owner                 text NOT NULL,
  attempts              jsonb NOT NULL,
  situation             text NOT NULL,
  note                  text NOT NULL,
  ended_on              date,
  withdrawal_reason     text NOT NULL
);
CREATE INDEX follow_up_by_organisation ON follow_up (organisation, id DESC);
CREATE INDEX follow_up_by_client ON follow_up (client_id, organisation, id DESC);
CREATE INDEX follow_up_due ON follow_up (organisation, next_attempt_on, id) WHERE next_attempt_on IS NOT NULL;
-- A result has one of each month.
CREATE UNIQUE INDEX follow_up_once ON follow_up (result_id, months) WHERE withdrawal_reason <> 'no-longer-due';
