-- Who coaches whom, and what is due: read models of coachings and contacts. Triggers keep them, for they must be right whoever writes, the version
-- before too, and a list must not read every contact that there ever was.
CREATE TABLE coach_period (
  coaching_id  uuid NOT NULL REFERENCES coaching,
  organisation text NOT NULL,
  client_id    uuid NOT NULL,
  model        text NOT NULL,
  coach        text NOT NULL,
  coach_name   text NOT NULL,
  from_day     date NOT NULL,
  to_day       date,
  -- The client has another coaching in the organisation: the person may be with a coach twice.
  again        boolean NOT NULL DEFAULT false,
  CHECK (to_day >= from_day)
);
CREATE INDEX coach_period_by_coaching ON coach_period (coaching_id);
CREATE INDEX coach_period_by_client ON coach_period (organisation, client_id);
CREATE INDEX coach_period_again ON coach_period (organisation) WHERE again;
CREATE INDEX coach_period_by_organisation ON coach_period (organisation, to_day) INCLUDE (from_day, coach, client_id, model, coaching_id);

-- Of a coaching under way (2), paused (4), or past (0); and whether support in work goes on.
CREATE TABLE counted_coaching (
  coaching_id               uuid PRIMARY KEY REFERENCES coaching,
  organisation              text NOT NULL,
  client_id                 uuid NOT NULL,
  model                     text NOT NULL,
  coach                     text NOT NULL,
  coach_name                text NOT NULL,
  standing                  int NOT NULL,
  started_on                date NOT NULL,
  supported_from            date,
  review_on                 date,
  last_contact_on           date NOT NULL,
  first_employer_contact_on date
);
CREATE INDEX counted_coaching_now ON counted_coaching (organisation, coach) INCLUDE (client_id, coach_name, standing, supported_from)
  WHERE standing <> 0 OR supported_from IS NOT NULL;
CREATE INDEX counted_coaching_by_coach ON counted_coaching (organisation, coach, coaching_id);
CREATE INDEX counted_coaching_started ON counted_coaching (organisation, started_on) INCLUDE (model, first_employer_contact_on);
CREATE INDEX counted_coaching_silent ON counted_coaching (organisation, last_contact_on, coaching_id) WHERE standing = 2 AND supported_from IS NULL;
CREATE INDEX counted_coaching_supported ON counted_coaching (organisation, last_contact_on, coaching_id) WHERE supported_from IS NOT NULL;
CREATE INDEX counted_coaching_review ON counted_coaching (organisation, review_on, coaching_id) WHERE review_on IS NOT NULL;

-- Contacts with employers by day: at the most a few rows a day, however many contacts there are.
CREATE TABLE employer_contact_day (
  organisation text NOT NULL,
  contacted_on date NOT NULL,
  model        text NOT NULL,
  in_person    boolean NOT NULL,
  wishes_known boolean NOT NULL,
  matches      boolean NOT NULL,
  contacts     int NOT NULL,
  PRIMARY KEY (organisation, contacted_on, model, in_person, wishes_known, matches)
);

-- Whether wishes had been asked when the contact was logged: without them it cannot be told whether it matched.
ALTER TABLE coaching_contact ADD COLUMN wishes_known boolean NOT NULL DEFAULT false;
CREATE INDEX coaching_contact_with_client ON coaching_contact (coaching_id, contacted_on) WHERE party = 1 AND error_reason = '';
CREATE INDEX coaching_contact_with_employer ON coaching_contact (coaching_id, contacted_on) WHERE party = 2 AND error_reason = '';

-- When the client should have contact around a job's start and after, and whether there was (IPS-25 item 23): within a week before, three days after,
-- in each week of the first four, in each month of the first year, three days after the end. A time that the job did not last for is none.
CREATE TABLE follow_along_window (
  result_id    uuid NOT NULL REFERENCES result,
  coaching_id  uuid NOT NULL REFERENCES coaching,
  organisation text NOT NULL,
  model        text NOT NULL,
  part         text NOT NULL,
  first_day    date NOT NULL,
  last_day     date NOT NULL,
  kept         boolean NOT NULL,
  PRIMARY KEY (result_id, part, first_day)
);
CREATE INDEX follow_along_window_by_coaching ON follow_along_window (coaching_id, last_day);

-- The same by day, as contacts with employers are.
CREATE TABLE follow_along_day (
  organisation text NOT NULL,
  last_day     date NOT NULL,
  model        text NOT NULL,
  part         text NOT NULL,
  due          int NOT NULL,
  kept         int NOT NULL,
  PRIMARY KEY (organisation, last_day, model, part)
);

-- Rows in the order of their key: two that change the same ones wait for each other, and do not lock each other out.
CREATE FUNCTION follow_along_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO follow_along_day
    SELECT organisation, last_day, model, part, count(*), count(*) FILTER (WHERE kept) FROM now GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT (organisation, last_day, model, part)
    DO UPDATE SET due = follow_along_day.due + excluded.due, kept = follow_along_day.kept + excluded.kept;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO follow_along_day
    SELECT organisation, last_day, model, part, -count(*), -count(*) FILTER (WHERE kept) FROM before GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT (organisation, last_day, model, part)
    DO UPDATE SET due = follow_along_day.due + excluded.due, kept = follow_along_day.kept + excluded.kept;
  ELSE
    INSERT INTO follow_along_day
    SELECT n.organisation, n.last_day, n.model, n.part, 0, sum(n.kept::int - b.kept::int)
    FROM now n JOIN before b USING (result_id, part, first_day) GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT (organisation, last_day, model, part) DO UPDATE SET kept = follow_along_day.kept + excluded.kept;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER follow_along_came AFTER INSERT ON follow_along_window
  REFERENCING NEW TABLE AS now FOR EACH STATEMENT EXECUTE FUNCTION follow_along_counts();
CREATE TRIGGER follow_along_went AFTER DELETE ON follow_along_window
  REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION follow_along_counts();
CREATE TRIGGER follow_along_kept AFTER UPDATE ON follow_along_window
  REFERENCING OLD TABLE AS before NEW TABLE AS now FOR EACH STATEMENT EXECUTE FUNCTION follow_along_counts();

CREATE FUNCTION follow_along_windows(p_started date, p_ended date) RETURNS TABLE (part text, first_day date, last_day date) LANGUAGE sql IMMUTABLE AS $$
  SELECT w.part, w.first_day, w.last_day
  FROM (
    VALUES ('before-start', p_started - 7, p_started - 1), ('after-start', p_started, p_started + 3)
    UNION ALL SELECT 'first-month', p_started + 7 * i, p_started + 7 * i + 6 FROM generate_series(0, 3) i
    UNION ALL SELECT 'monthly', (p_started + i * interval '1 month')::date, (p_started + (i + 1) * interval '1 month')::date - 1 FROM generate_series(1, 11) i
  ) w (part, first_day, last_day)
  WHERE w.last_day <= coalesce(p_ended, 'infinity')
  UNION ALL SELECT 'after-loss', p_ended, p_ended + 3 WHERE p_ended IS NOT NULL
$$;

CREATE FUNCTION follow_along_of(p_result uuid) RETURNS void LANGUAGE sql AS $$
  DELETE FROM follow_along_window WHERE result_id = p_result;
  INSERT INTO follow_along_window
  SELECT r.id, r.coaching_id, r.organisation, c.model, w.part, w.first_day, w.last_day, EXISTS (
    SELECT FROM coaching_contact k
    WHERE k.coaching_id = r.coaching_id AND k.party = 1 AND k.error_reason = '' AND k.contacted_on BETWEEN w.first_day AND w.last_day)
  FROM result r JOIN coaching c ON c.id = r.coaching_id CROSS JOIN LATERAL follow_along_windows(r.started_on, r.ended_on) w
  WHERE r.id = p_result AND r.type IN (1, 2) AND r.state <> 3
$$;

CREATE FUNCTION count_coaching(p_coaching uuid) RETURNS void LANGUAGE sql AS $$
  DELETE FROM coach_period WHERE coaching_id = p_coaching;
  INSERT INTO coach_period
  SELECT id, organisation, client_id, model, coach, coach_name, from_day, to_day
  FROM (
    SELECT c.id, c.organisation, c.client_id, c.model, p.value ->> 'coach' AS coach, p.value ->> 'name' AS coach_name,
      (p.value ->> 'from')::date AS from_day,
      coalesce(
        lead((p.value ->> 'from')::date) OVER (ORDER BY p.n) - 1,
        CASE WHEN c.state = 3 AND NOT s.goes_on THEN greatest(c.ended_on, s.last_day) END) AS to_day
    FROM coaching c
    CROSS JOIN LATERAL jsonb_array_elements(c.coaches) WITH ORDINALITY AS p (value, n)
    CROSS JOIN LATERAL (
      SELECT coalesce(bool_or(i ->> 'to' IS NULL), false) AS goes_on, max((i ->> 'to')::date) AS last_day FROM jsonb_array_elements(c.in_work_supports) i) s
    WHERE c.id = p_coaching AND c.state IN (2, 3, 4) AND c.started_on IS NOT NULL) periods
  WHERE to_day IS NULL OR to_day >= from_day;
  UPDATE coach_period p SET again = true FROM coaching c
  WHERE c.id = p_coaching AND p.organisation = c.organisation AND p.client_id = c.client_id AND NOT p.again AND EXISTS (
    SELECT FROM coach_period o WHERE o.organisation = c.organisation AND o.client_id = c.client_id AND o.coaching_id <> p.coaching_id);

  INSERT INTO counted_coaching
  SELECT c.id, c.organisation, c.client_id, c.model, c.coach, c.coach_name, CASE WHEN c.state IN (2, 4) THEN c.state ELSE 0 END, c.started_on,
    CASE WHEN c.state <> 5 THEN s.from_day END, CASE WHEN c.state = 4 THEN (c.pauses -> -1 ->> 'review_on')::date END,
    greatest(c.started_on, c.returned_on, s.from_day,
      (SELECT max(k.contacted_on) FROM coaching_contact k WHERE k.coaching_id = c.id AND k.party = 1 AND k.error_reason = '')),
    CASE WHEN c.state <> 5 THEN
      (SELECT min(k.contacted_on) FROM coaching_contact k WHERE k.coaching_id = c.id AND k.party = 2 AND k.error_reason = '') END
  FROM coaching c
  CROSS JOIN LATERAL (SELECT max((i ->> 'from')::date) AS from_day FROM jsonb_array_elements(c.in_work_supports) i WHERE i ->> 'to' IS NULL) s
  WHERE c.id = p_coaching AND c.started_on IS NOT NULL
  ON CONFLICT (coaching_id) DO UPDATE SET model = excluded.model, coach = excluded.coach,
    coach_name = excluded.coach_name, standing = excluded.standing, started_on = excluded.started_on, supported_from = excluded.supported_from,
    review_on = excluded.review_on, last_contact_on = excluded.last_contact_on, first_employer_contact_on = excluded.first_employer_contact_on;
  -- A mistake is no coaching.
  DELETE FROM counted_coaching n USING coaching c WHERE n.coaching_id = p_coaching AND c.id = p_coaching AND c.state = 5
$$;

-- One statement, in the order of the rows' key: two that change the same rows wait for each other, and do not lock each other out.
CREATE FUNCTION count_employer_contacts(p_before coaching_contact, p_now coaching_contact) RETURNS void LANGUAGE sql AS $$
  INSERT INTO employer_contact_day
  SELECT c.organisation, k.contacted_on, c.model, k.mode IN (1, 2, 3, 7), k.wishes_known, k.matches_wishes, sum(k.more)::int
  FROM (
    VALUES ((p_before).coaching_id, (p_before).contacted_on, (p_before).party, (p_before).mode, (p_before).wishes_known, (p_before).matches_wishes,
        (p_before).error_reason, -1),
      ((p_now).coaching_id, (p_now).contacted_on, (p_now).party, (p_now).mode, (p_now).wishes_known, (p_now).matches_wishes, (p_now).error_reason, 1)
  ) k (coaching_id, contacted_on, party, mode, wishes_known, matches_wishes, error_reason, more)
  JOIN coaching c ON c.id = k.coaching_id
  WHERE k.party = 2 AND k.error_reason = ''
  GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(k.more) <> 0 ORDER BY 1, 2, 3, 4, 5, 6
  ON CONFLICT (organisation, contacted_on, model, in_person, wishes_known, matches) DO UPDATE SET contacts = employer_contact_day.contacts + excluded.contacts
$$;

CREATE FUNCTION contact_knows_wishes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.wishes_known := (SELECT c.occupations <> '{}' OR c.municipalities <> '{}' OR c.max_weekly_hours > 0 FROM coaching c WHERE c.id = NEW.coaching_id);
  RETURN NEW;
END
$$;
CREATE TRIGGER contact_knows_wishes BEFORE INSERT ON coaching_contact FOR EACH ROW EXECUTE FUNCTION contact_knows_wishes();

CREATE FUNCTION contact_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM count_employer_contacts(NULL, NEW);
    UPDATE counted_coaching n SET
      last_contact_on = CASE WHEN NEW.party = 1 THEN greatest(n.last_contact_on, NEW.contacted_on) ELSE n.last_contact_on END,
      first_employer_contact_on = CASE WHEN NEW.party = 2 THEN least(n.first_employer_contact_on, NEW.contacted_on) ELSE n.first_employer_contact_on END
    WHERE n.coaching_id = NEW.coaching_id AND NEW.party IN (1, 2);
    UPDATE follow_along_window w SET kept = true
    WHERE w.coaching_id = NEW.coaching_id AND NEW.party = 1 AND NEW.contacted_on BETWEEN w.first_day AND w.last_day AND NOT w.kept;
  ELSE
    PERFORM count_employer_contacts(OLD, NEW);
    PERFORM count_coaching(NEW.coaching_id);
    PERFORM follow_along_of(r.id) FROM result r WHERE r.coaching_id = NEW.coaching_id;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER contact_counts AFTER INSERT ON coaching_contact FOR EACH ROW EXECUTE FUNCTION contact_counts();
CREATE TRIGGER contact_counts_anew AFTER UPDATE ON coaching_contact FOR EACH ROW
  WHEN ((OLD.party, OLD.mode, OLD.contacted_on, OLD.matches_wishes, OLD.error_reason) IS DISTINCT FROM
    (NEW.party, NEW.mode, NEW.contacted_on, NEW.matches_wishes, NEW.error_reason))
  EXECUTE FUNCTION contact_counts();

CREATE FUNCTION coaching_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM count_coaching(NEW.id);
  -- A mistake had no contacts; nothing of it changes any more.
  IF TG_OP = 'UPDATE' AND NEW.state = 5 THEN
    PERFORM count_employer_contacts(k, NULL) FROM coaching_contact k WHERE k.coaching_id = NEW.id AND k.party = 2;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER coaching_counts AFTER INSERT ON coaching FOR EACH ROW WHEN (NEW.started_on IS NOT NULL) EXECUTE FUNCTION coaching_counts();
CREATE TRIGGER coaching_counts_anew AFTER UPDATE ON coaching FOR EACH ROW
  WHEN ((OLD.state, OLD.coach, OLD.coaches, OLD.started_on, OLD.ended_on, OLD.returned_on, OLD.pauses, OLD.in_work_supports) IS DISTINCT FROM
    (NEW.state, NEW.coach, NEW.coaches, NEW.started_on, NEW.ended_on, NEW.returned_on, NEW.pauses, NEW.in_work_supports))
  EXECUTE FUNCTION coaching_counts();

CREATE FUNCTION result_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM follow_along_of(NEW.id);
  RETURN NULL;
END
$$;
CREATE TRIGGER result_counts AFTER INSERT ON result FOR EACH ROW WHEN (NEW.coaching_id IS NOT NULL AND NEW.type IN (1, 2)) EXECUTE FUNCTION result_counts();
CREATE TRIGGER result_counts_anew AFTER UPDATE ON result FOR EACH ROW
  WHEN (NEW.coaching_id IS NOT NULL AND NEW.type IN (1, 2)
    AND (OLD.started_on, OLD.ended_on, OLD.state) IS DISTINCT FROM (NEW.started_on, NEW.ended_on, NEW.state))
  EXECUTE FUNCTION result_counts();

-- What there is already.
ALTER TABLE coaching_contact DISABLE TRIGGER USER;
UPDATE coaching_contact k SET wishes_known = true FROM coaching c
WHERE c.id = k.coaching_id AND (c.occupations <> '{}' OR c.municipalities <> '{}' OR c.max_weekly_hours > 0);
ALTER TABLE coaching_contact ENABLE TRIGGER USER;
SELECT count_coaching(id) FROM coaching WHERE started_on IS NOT NULL;
SELECT count_employer_contacts(NULL, k) FROM coaching_contact k JOIN coaching c ON c.id = k.coaching_id AND c.state <> 5;
SELECT follow_along_of(id) FROM result WHERE coaching_id IS NOT NULL AND type IN (1, 2);

-- Jobs of an organisation by the day on which they began.
CREATE INDEX result_jobs ON result (organisation, started_on) INCLUDE (client_id, coaching_id, employer_id, occupation, open_labour_market, weekly_hours)
  WHERE type IN (1, 2) AND state <> 3;

-- A contact that is planned; without a coach it is for whoever coaches the client by then.
CREATE TABLE planned_contact (
  id                  uuid PRIMARY KEY,
  version             bigint NOT NULL,
  coaching_id         uuid NOT NULL REFERENCES coaching,
  client_id           uuid NOT NULL,
  organisation        text NOT NULL,
  coach               text NOT NULL,
  planned_on          date NOT NULL,
  party               int NOT NULL,
  mode                int NOT NULL,
  purpose             text NOT NULL,
  note                text NOT NULL,
  state               int NOT NULL,
  contact_id          uuid,
  done_on             date,
  cancellation_reason text NOT NULL
);
CREATE INDEX planned_contact_by_coaching ON planned_contact (coaching_id, planned_on, id) WHERE state = 1;
CREATE INDEX planned_contact_due ON planned_contact (organisation, planned_on, id) WHERE state = 1;
CREATE INDEX planned_contact_due_of_coach ON planned_contact (organisation, coach, planned_on, id) WHERE state = 1;

-- Working time of coaches.
CREATE TABLE coach_time (
  id           uuid PRIMARY KEY,
  version      bigint NOT NULL,
  organisation text NOT NULL,
  coach        text NOT NULL,
  worked_on    date NOT NULL,
  kind         text NOT NULL,
  place        text NOT NULL,
  minutes      int NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
  error_reason text NOT NULL
);
CREATE INDEX coach_time_by_organisation ON coach_time (organisation, worked_on DESC, id DESC);
CREATE INDEX coach_time_by_coach ON coach_time (organisation, coach, worked_on DESC, id DESC);
CREATE INDEX coach_time_counted ON coach_time (organisation, coach, worked_on) WHERE error_reason = '';

-- The same by day.
CREATE TABLE coach_time_day (
  organisation text NOT NULL,
  worked_on    date NOT NULL,
  kind         text NOT NULL,
  place        text NOT NULL,
  minutes      bigint NOT NULL,
  PRIMARY KEY (organisation, worked_on, kind, place)
);
CREATE FUNCTION coach_time_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO coach_time_day VALUES (NEW.organisation, NEW.worked_on, NEW.kind, NEW.place, CASE WHEN TG_OP = 'INSERT' THEN NEW.minutes ELSE -NEW.minutes END)
  ON CONFLICT (organisation, worked_on, kind, place) DO UPDATE SET minutes = coach_time_day.minutes + excluded.minutes;
  RETURN NULL;
END
$$;
-- An entry is recorded once, and may turn out to be a mistake.
CREATE TRIGGER coach_time_counts AFTER INSERT ON coach_time FOR EACH ROW EXECUTE FUNCTION coach_time_counts();
CREATE TRIGGER coach_time_mistaken AFTER UPDATE ON coach_time FOR EACH ROW
  WHEN (OLD.error_reason = '' AND NEW.error_reason <> '') EXECUTE FUNCTION coach_time_counts();
