-- How far this service has taken each source's facts. Moved by compare-and-set, in the transaction that gives the facts their effect.
CREATE TABLE subscription (
  source text PRIMARY KEY,
  position bigint NOT NULL DEFAULT 0,
  event_id uuid,
  applied_at timestamptz,
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'diverged', 'expired')),
  detail text NOT NULL DEFAULT '',
  halted_at timestamptz
) WITH (fillfactor = 50);

-- Which facts were taken at which position, one row per transaction: what a source that was restored still has in common with us.
CREATE TABLE subscription_taken (
  source text NOT NULL,
  first_position bigint NOT NULL,
  event_ids uuid[] NOT NULL,
  taken_at timestamptz NOT NULL,
  PRIMARY KEY (source, first_position)
);
CREATE INDEX subscription_taken_at ON subscription_taken (taken_at);
INSERT INTO retention_rule (table_name, valid_from, keep, source, age_column) VALUES
  ('subscription_taken', '2020-01-01', '90 days', 'Own rule: a source is restored to a day within its last backups.', 'taken_at');

-- Facts that could not take effect, and those that wait behind them.
CREATE TABLE parked_fact (
  source text NOT NULL,
  position bigint NOT NULL,
  event_id uuid NOT NULL,
  type text NOT NULL,
  order_keys text[] NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  traceparent text NOT NULL,
  data bytea NOT NULL,
  state text NOT NULL CHECK (state IN ('failed', 'waiting', 'skipped')),
  attempts integer NOT NULL,
  error text NOT NULL,
  parked_at timestamptz NOT NULL,
  next_attempt_at timestamptz,
  skip_reason text NOT NULL DEFAULT '',
  PRIMARY KEY (source, position, event_id)
);
CREATE INDEX parked_fact_open ON parked_fact (source, position) WHERE state <> 'skipped';

-- Every fact, verbatim, for the service that chose to keep them; it rebuilds its projections from here.
CREATE TABLE kept_fact (
  source text NOT NULL,
  position bigint NOT NULL,
  event_id uuid NOT NULL,
  type text NOT NULL,
  order_keys text[] NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  traceparent text NOT NULL,
  data bytea NOT NULL,
  PRIMARY KEY (source, position)
);
