-- Pairs of one controller's clients whose keys agree, kept by client_match itself: what is listed then costs by what there is to list,
-- not by how many clients there are. Whether a pair still stands (codes, merges, dismissals) is decided when it is read.
CREATE TABLE possible_duplicate (
  controller text NOT NULL,
  first      uuid NOT NULL,
  second     uuid NOT NULL,
  PRIMARY KEY (controller, first, second)
);
CREATE INDEX possible_duplicate_by_second ON possible_duplicate (controller, second);

CREATE FUNCTION keep_possible_duplicates() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    -- Of two that come at the same moment the second sees the first.
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.controller || NEW.key, 32));
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
CREATE TRIGGER keep_possible_duplicates AFTER INSERT OR DELETE ON client_match FOR EACH ROW EXECUTE FUNCTION keep_possible_duplicates();

INSERT INTO possible_duplicate
SELECT DISTINCT x.controller, x.client_id, y.client_id FROM client_match x JOIN client_match y ON y.controller = x.controller AND y.key = x.key AND y.client_id > x.client_id;
DROP INDEX client_match_by_controller;
