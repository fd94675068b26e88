-- Which tables belong to which projection; filled by the services' own migrations, so that only what a migration names can be replaced.
CREATE TABLE projection_table (
  projection text NOT NULL,
  table_name text NOT NULL UNIQUE,
  PRIMARY KEY (projection, table_name)
);

-- The last or present rebuild or verification of each projection. A run that stops beating may be taken over by another.
CREATE TABLE projection_run (
  projection text PRIMARY KEY,
  run_id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('rebuild', 'verify')),
  state text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  replayed bigint NOT NULL DEFAULT 0,
  detail text NOT NULL DEFAULT '',
  beat_at timestamptz NOT NULL,
  rebuilt_at timestamptz,
  verified_at timestamptz,
  result jsonb
);

-- Makes empty copies of a projection's tables in a schema of their own, where unqualified names find them first.
CREATE FUNCTION projection_shadow(projection_name text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  shadow text := 'shadow_' || projection_name;
  name text;
BEGIN
  PERFORM pg_advisory_xact_lock(7423, hashtext(shadow));
  EXECUTE format('DROP SCHEMA IF EXISTS %I CASCADE', shadow);
  EXECUTE format('CREATE SCHEMA %I', shadow);
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', shadow, session_user);
  FOR name IN SELECT t.table_name FROM projection_table t WHERE t.projection = projection_name LOOP
    EXECUTE format('CREATE TABLE %I.%I (LIKE public.%I INCLUDING ALL)', shadow, name, name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I.%I TO %I', shadow, name, session_user);
  END LOOP;
  RETURN shadow;
END
$$;

-- Puts the copies in the place of the live tables, or with `keep` false throws them away.
CREATE FUNCTION projection_swap(projection_name text, keep boolean) RETURNS void
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
  END IF;
  EXECUTE format('DROP SCHEMA IF EXISTS %I CASCADE', shadow);
END
$$;

REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON projection_table FROM {{app}};
