-- A copied table's indexes get names of their own; under the names that migrations and refusals know them by, they go on after a swap.
CREATE FUNCTION projection_indexes(p_table regclass) RETURNS TABLE (name text, kind text, number bigint) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT c.relname::text, d.kind, row_number() OVER (PARTITION BY d.kind ORDER BY c.relname)
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  CROSS JOIN LATERAL (SELECT i.indisprimary || ' ' || regexp_replace(pg_get_indexdef(i.indexrelid), ' INDEX .+ ON .+? USING ', ' INDEX USING ') AS kind) d
  WHERE i.indrelid = p_table
$$;

CREATE OR REPLACE FUNCTION projection_swap(projection_name text, keep boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  shadow text := 'shadow_' || projection_name;
  tab text;
  known jsonb;
  one record;
BEGIN
  PERFORM pg_advisory_xact_lock(7423, hashtext(shadow));
  IF keep THEN
    FOR tab IN SELECT t.table_name FROM projection_table t WHERE t.projection = projection_name LOOP
      SELECT coalesce(jsonb_agg(i), '[]') INTO known FROM projection_indexes(format('public.%I', tab)::regclass) i;
      EXECUTE format('DROP TABLE public.%I', tab);
      EXECUTE format('ALTER TABLE %I.%I SET SCHEMA public', shadow, tab);
      -- In two steps: one index may bear the name that another is to have.
      FOR one IN
        SELECT i.name, k ->> 'name' AS to_name, row_number() OVER () AS number FROM projection_indexes(format('public.%I', tab)::regclass) i
        JOIN jsonb_array_elements(known) k ON k ->> 'kind' = i.kind AND (k ->> 'number')::bigint = i.number
      LOOP
        EXECUTE format('ALTER INDEX public.%I RENAME TO %I', one.name, 'swapped_' || one.number);
        known := known || jsonb_build_object('swapped', 'swapped_' || one.number, 'to', one.to_name);
      END LOOP;
      FOR one IN SELECT k ->> 'swapped' AS name, k ->> 'to' AS to_name FROM jsonb_array_elements(known) k WHERE k ? 'swapped' LOOP
        EXECUTE format('ALTER INDEX public.%I RENAME TO %I', one.name, one.to_name);
      END LOOP;
    END LOOP;
    UPDATE projection_table t SET replay = false WHERE t.projection = projection_name AND t.replay;
  END IF;
  EXECUTE format('DROP SCHEMA IF EXISTS %I CASCADE', shadow);
END
$$;
