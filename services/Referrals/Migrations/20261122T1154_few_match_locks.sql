-- One of a few locks instead of one per key: a commit of very many records would take more than the server has. Keys of the family name
-- come before those of the given name and have locks of their own, so that no two commits wait for each other.
CREATE OR REPLACE FUNCTION keep_possible_duplicates() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    -- Of two that come at the same moment the second sees the first.
    PERFORM pg_advisory_xact_lock(32, (hashtext(NEW.controller || NEW.key) & 511) + CASE substr(NEW.key, 9, 1) WHEN 'f' THEN 0 ELSE 512 END);
    INSERT INTO possible_duplicate (controller, first, second)
    SELECT DISTINCT m.controller, least(m.client_id, NEW.client_id), greatest(m.client_id, NEW.client_id) FROM client_match m
    WHERE m.controller = NEW.controller AND m.key = NEW.key AND m.client_id <> NEW.client_id
    ON CONFLICT DO NOTHING;
  ELSE
    DELETE FROM possible_duplicate d
    WHERE d.controller = OLD.controller AND (d.first = OLD.client_id OR d.second = OLD.client_id) AND NOT EXISTS (
      SELECT FROM client_match x JOIN client_match y ON y.controller = x.controller AND y.key = x.key WHERE x.controller = d.controller AND x.client_id = d.first AND y.client_id = d.second);
  END IF;
  RETURN NULL;
END
$$;
