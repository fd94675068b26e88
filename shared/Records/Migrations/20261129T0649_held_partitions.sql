-- A table that somebody holds keeps back its own partition alone: what was made before stays made, and the rest is done. Answers what it did, and
-- as 'held' what has to wait for the next time.
CREATE OR REPLACE FUNCTION tyokyky_maintain_at(p_at timestamptz) RETURNS TABLE (action text, object text) LANGUAGE plpgsql AS $$
DECLARE
  rule record;
  part record;
  step interval;
  format_of text;
  lower_bound timestamp;
  name text;
  deleted bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(7001, 1);
  PERFORM set_config('lock_timeout', '2s', true);

  FOR rule IN SELECT * FROM partition_rule LOOP
    step := ('1 ' || rule.unit)::interval;
    format_of := CASE rule.unit WHEN 'day' THEN 'YYYYMMDD' ELSE 'YYYYMM' END;
    -- One behind, for a replica whose clock is a little slow.
    FOR i IN -1 .. rule.ahead LOOP
      lower_bound := date_trunc(rule.unit, p_at AT TIME ZONE 'UTC') + i * step;
      name := rule.table_name || '_' || to_char(lower_bound, format_of);
      IF to_regclass(format('public.%I', name)) IS NULL THEN
        BEGIN
          EXECUTE format('CREATE TABLE public.%I (LIKE public.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)', name, rule.table_name);
          -- Rows are reached through the parent alone, with its rights.
          FOR part IN
            SELECT DISTINCT grantee::regrole::text AS grantee FROM pg_class, aclexplode(relacl) WHERE oid = format('public.%I', name)::regclass AND grantee <> relowner AND grantee <> 0
          LOOP
            EXECUTE format('REVOKE ALL ON public.%I FROM %s', name, part.grantee);
          END LOOP;
          EXECUTE format('ALTER TABLE public.%I ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)', rule.table_name, name,
            to_char(lower_bound, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(lower_bound + step, 'YYYY-MM-DD') || ' 00:00:00+00');
          action := 'made';
          object := name;
          RETURN NEXT;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
          action := 'held';
          object := name;
          RETURN NEXT;
        END;
      END IF;
    END LOOP;
  END LOOP;

  FOR rule IN
    SELECT DISTINCT ON (r.table_name) r.table_name, r.keep, r.age_column, p.unit
    FROM retention_rule r LEFT JOIN partition_rule p USING (table_name)
    WHERE r.valid_from <= p_at::date
    ORDER BY r.table_name, r.valid_from DESC
  LOOP
    IF rule.unit IS NOT NULL THEN
      step := ('1 ' || rule.unit)::interval;
      format_of := CASE rule.unit WHEN 'day' THEN 'YYYYMMDD' ELSE 'YYYYMM' END;
      FOR part IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = format('public.%I', rule.table_name)::regclass
      LOOP
        IF to_timestamp(substring(part.relname FROM '\d+$'), format_of) AT TIME ZONE current_setting('TimeZone') + step <= (p_at AT TIME ZONE 'UTC') - rule.keep THEN
          BEGIN
            EXECUTE format('DROP TABLE public.%I', part.relname);
            action := 'dropped';
          EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            action := 'held';
          END;
          object := part.relname;
          RETURN NEXT;
        END IF;
      END LOOP;
    ELSIF rule.age_column IS NOT NULL THEN
      BEGIN
        EXECUTE format('DELETE FROM public.%I WHERE %I < $1', rule.table_name, rule.age_column) USING p_at - rule.keep;
        GET DIAGNOSTICS deleted = ROW_COUNT;
        action := 'deleted';
      EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
        deleted := 1;
        action := 'held';
      END;
      IF deleted > 0 THEN
        object := rule.table_name;
        RETURN NEXT;
      END IF;
    END IF;
  END LOOP;
END $$;
