-- Whose turn it is in a task, what is to be done and by which day; kept with every change of the task, for the worklists.
ALTER TABLE task ADD due_action text NOT NULL DEFAULT '';
ALTER TABLE task ADD due_by int NOT NULL DEFAULT 0;
ALTER TABLE task ADD due_on date;

-- Tasks of before: those that wait for a decision or an acknowledgement, in five and ten business days (TimeLimits.csv). Saturdays,
-- Sundays and the holidays of act 150/1930 § 5 that fall on other days are left out.
CREATE FUNCTION pg_temp.add_business_days(p_from date, p_count int) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT max(day) FROM (
    SELECT day::date FROM generate_series(p_from + 1, p_from + p_count * 2 + 14, interval '1 day') AS day
    WHERE extract(isodow FROM day) < 6
      AND to_char(day, 'MM-DD') NOT IN ('01-01', '01-06', '05-01', '12-06', '12-24', '12-25', '12-26')
      AND NOT (extract(isodow FROM day) = 5 AND to_char(day, 'MM-DD') BETWEEN '06-19' AND '06-25')
    ORDER BY day LIMIT p_count) AS d
$$;
UPDATE task SET due_action = 'decide-task', due_by = 2, due_on = pg_temp.add_business_days((requested_at AT TIME ZONE 'Europe/Helsinki')::date, 5)
WHERE status = 2 AND requested_at IS NOT NULL;
UPDATE task SET due_action = 'acknowledge-outcome', due_by = 1, due_on = pg_temp.add_business_days((ended_at AT TIME ZONE 'Europe/Helsinki')::date, 10)
WHERE status IN (8, 9) AND acknowledged_at IS NULL AND ended_at IS NOT NULL;

CREATE INDEX task_turn_of_receiver ON task (receiver, due_by, due_on, id) WHERE due_on IS NOT NULL;
CREATE INDEX task_turn_of_sender ON task (sender, due_by, due_on, id) WHERE due_on IS NOT NULL;
-- Received and open, by day: without a day last.
CREATE INDEX task_open_by_day ON task (receiver, (coalesce(due_on, 'infinity'::date)), id) WHERE status IN (2, 3, 5, 6);
CREATE INDEX pathway_unowned ON pathway (organisation, (coalesce(next_on, 'infinity'::date)), id) WHERE closed_on IS NULL AND owner = '';
CREATE INDEX pathway_step_by_worker ON pathway_step (pathway_organisation, worker) WHERE worker <> '' AND status IN (1, 2);
CREATE INDEX pathway_stuck_by_day ON pathway (organisation, (coalesce(next_on, 'infinity'::date)), id) WHERE stuck_since IS NOT NULL;
