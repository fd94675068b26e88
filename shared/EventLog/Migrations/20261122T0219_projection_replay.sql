-- A projection that came when facts had been taken already, or whose tables a migration has changed (UPDATE … SET replay = true), is
-- rebuilt by the service itself; until then it does not know all that it should.
ALTER TABLE projection_table ADD replay boolean NOT NULL DEFAULT false;

CREATE FUNCTION projection_is_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.replay := NEW.replay OR EXISTS (SELECT FROM subscription WHERE position > 0);
  RETURN NEW;
END
$$;
CREATE TRIGGER projection_is_new BEFORE INSERT ON projection_table FOR EACH ROW EXECUTE FUNCTION projection_is_new();

CREATE OR REPLACE FUNCTION projection_swap(projection_name text, keep boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  shadow text := 'shadow_' || projection_name;
  name text;
BEGIN
  PERFORM pg_advisory_xact_lock(7423, hashtext(shadow));
  IF keep THEN
    FOR name IN SELECT t.table_name FROM projection_table t WHERE t.projection = projection_name LOOP
      EXECUTE format('DROP TABLE public.%I', name);
      EXECUTE format('ALTER TABLE %I.%I SET SCHEMA public', shadow, name);
    END LOOP;
    UPDATE projection_table t SET replay = false WHERE t.projection = projection_name AND t.replay;
  END IF;
  EXECUTE format('DROP SCHEMA IF EXISTS %I CASCADE', shadow);
END
$$;
