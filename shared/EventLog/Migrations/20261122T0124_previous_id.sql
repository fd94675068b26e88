-- Each fact names the one before it, so that a reader's cursor is proven even when retention has removed the fact at the cursor.
ALTER TABLE event_log ADD COLUMN previous_id uuid;
UPDATE event_log l SET previous_id = p.event_id FROM event_log p WHERE p.position = l.position - 1;

-- As before, and gives each fact the id of the one before it.
CREATE OR REPLACE FUNCTION event_log_number(most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  last bigint;
  given integer;
  last_id uuid;
BEGIN
  IF NOT pg_try_advisory_xact_lock(7423, 1) THEN
    RETURN -1;
  END IF;

  SELECT h.position, h.event_id INTO last, last_id FROM event_log_head h;

  WITH waiting AS (
    SELECT l.seq, l.recorded_at, l.event_id FROM event_log l WHERE l.position IS NULL ORDER BY l.seq LIMIT most
  ), numbered AS (
    SELECT w.seq, w.recorded_at, last + row_number() OVER in_order AS position, lag(w.event_id, 1, last_id) OVER in_order AS previous_id
    FROM waiting w WINDOW in_order AS (ORDER BY w.seq)
  ), placed AS (
    UPDATE event_log l SET position = n.position, previous_id = n.previous_id FROM numbered n
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
