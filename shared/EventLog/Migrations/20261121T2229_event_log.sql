-- The service's own facts. The app role appends and reads; only the owner's function below ever touches a row again, and only to number it.
CREATE SEQUENCE event_log_seq;

CREATE TABLE event_log (
  seq bigint NOT NULL DEFAULT nextval('event_log_seq'),
  position bigint,
  event_id uuid NOT NULL,
  type text NOT NULL,
  order_keys text[] NOT NULL CHECK (cardinality(order_keys) > 0),
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  traceparent text NOT NULL,
  data bytea NOT NULL
) PARTITION BY RANGE (recorded_at);

CREATE INDEX event_log_unnumbered ON event_log (seq) WHERE position IS NULL;
CREATE INDEX event_log_position ON event_log (position);

INSERT INTO partition_rule VALUES ('event_log', 'month', 2);
INSERT INTO retention_rule (table_name, valid_from, keep, source) VALUES
  ('event_log', '2020-01-01', '12 years', 'Own rule: projections and indicators are rebuilt from the facts; they hold pseudonymous ids alone.');
SELECT tyokyky_maintain();

-- Where the log ends.
CREATE TABLE event_log_head (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  position bigint NOT NULL,
  event_id uuid
) WITH (fillfactor = 50);
INSERT INTO event_log_head (position) VALUES (0);

-- The last fact that the broker has confirmed.
CREATE TABLE event_log_mark (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  position bigint NOT NULL,
  event_id uuid,
  published_at timestamptz
) WITH (fillfactor = 50);
INSERT INTO event_log_mark (position) VALUES (0);

-- Gives committed, unnumbered facts the next positions in seq order; answers how many, or -1 while another replica does it.
-- Numbering starts only under the lock, so each statement sees all that the numbering before it committed.
CREATE FUNCTION event_log_number(most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  last bigint;
  given integer;
  last_id uuid;
BEGIN
  IF NOT pg_try_advisory_xact_lock(7423, 1) THEN
    RETURN -1;
  END IF;

  SELECT h.position INTO last FROM event_log_head h;

  WITH waiting AS (
    SELECT l.seq, l.recorded_at FROM event_log l WHERE l.position IS NULL ORDER BY l.seq LIMIT most
  ), numbered AS (
    SELECT w.seq, w.recorded_at, last + row_number() OVER (ORDER BY w.seq) AS position FROM waiting w
  ), placed AS (
    UPDATE event_log l SET position = n.position FROM numbered n
    WHERE l.seq = n.seq AND l.recorded_at = n.recorded_at AND l.position IS NULL
    RETURNING l.position, l.event_id
  )
  SELECT count(*), (array_agg(p.event_id ORDER BY p.position DESC))[1] INTO given, last_id FROM placed p;

  IF given > 0 THEN
    UPDATE event_log_head SET position = last + given, event_id = last_id;
  END IF;
  RETURN given;
END
$$;

-- Facts stay as they were recorded; positions are given by the function above alone.
REVOKE UPDATE, DELETE, TRUNCATE ON event_log FROM {{app}};
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON event_log_head FROM {{app}};
REVOKE INSERT, DELETE, TRUNCATE ON event_log_mark FROM {{app}};
