-- Growth: partitions are made ahead, and what a dated rule no longer keeps goes.

CREATE TABLE partition_rule (
  table_name text PRIMARY KEY,
  unit       text NOT NULL CHECK (unit IN ('day', 'month')),
  ahead      int  NOT NULL CHECK (ahead > 0)
);

-- The rule in force on a day is the one with the latest valid_from not after it. A table without partitions names the column that tells a row's age.
CREATE TABLE retention_rule (
  table_name text     NOT NULL,
  valid_from date     NOT NULL,
  keep       interval NOT NULL,
  source     text     NOT NULL,
  age_column text,
  PRIMARY KEY (table_name, valid_from)
);

INSERT INTO partition_rule VALUES ('request_record', 'day', 3), ('access_log', 'month', 2);

INSERT INTO retention_rule (table_name, valid_from, keep, source) VALUES
  ('request_record', '2020-01-01', '8 days', 'Own rule: a request may be repeated for seven days.'),
  ('access_log', '2020-01-01', '12 years', 'Own rule until each controller sets its own: as long as the longest-kept document that the rows tell about.');

-- Makes the partitions around p_at and ahead, and drops what the rules in force on that day no longer keep. Answers what it did.
CREATE FUNCTION tyokyky_maintain_at(p_at timestamptz) RETURNS TABLE (action text, object text) LANGUAGE plpgsql AS $$
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
          EXECUTE format('DROP TABLE public.%I', part.relname);
          action := 'dropped';
          object := part.relname;
          RETURN NEXT;
        END IF;
      END LOOP;
    ELSIF rule.age_column IS NOT NULL THEN
      EXECUTE format('DELETE FROM public.%I WHERE %I < $1', rule.table_name, rule.age_column) USING p_at - rule.keep;
      GET DIAGNOSTICS deleted = ROW_COUNT;
      IF deleted > 0 THEN
        action := 'deleted';
        object := rule.table_name;
        RETURN NEXT;
      END IF;
    END IF;
  END LOOP;
END $$;

-- The service itself may do this much as the owner, for the present moment only.
CREATE FUNCTION tyokyky_maintain() RETURNS TABLE (action text, object text) LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT * FROM tyokyky_maintain_at(clock_timestamp());
$$;

REVOKE ALL ON FUNCTION tyokyky_maintain_at(timestamptz) FROM PUBLIC;

SELECT tyokyky_maintain();

-- What is written once stays as written.
REVOKE UPDATE, DELETE, TRUNCATE ON access_log, transition, operator_action FROM {{app}};
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON partition_rule, retention_rule FROM {{app}};
-- Request records go with their day, never one by one.
REVOKE UPDATE, DELETE, TRUNCATE ON request_record FROM {{app}};
