-- Results of every kind in one table, in a coaching or of a client without one: they begin, end, are told anew and taken back alike. What the
-- version before still writes to the tables of the three older kinds comes along; they go when it has gone.
CREATE TABLE result (
  id                    uuid PRIMARY KEY,
  version               bigint NOT NULL,
  type                  int NOT NULL,
  coaching_id           uuid REFERENCES coaching,
  client_id             uuid NOT NULL,
  age_band              int NOT NULL,
  municipality          text NOT NULL,
  programme             text NOT NULL,
  sex                   int NOT NULL,
  contact_language      text NOT NULL,
  customer_profile      text NOT NULL,
  referral_id           uuid,
  referrer              text NOT NULL,
  referring_unit_id     uuid,
  referring_service     text NOT NULL,
  referred_from_service text NOT NULL,
  organisation          text NOT NULL,
  started_on            date NOT NULL,
  ends_on               date,
  employer_id           uuid,
  place                 text NOT NULL,
  code                  text NOT NULL,
  ended_on              date,
  end_reason            text NOT NULL,
  outcome               text NOT NULL,
  contract              int,
  weekly_hours          int,
  working_time          int,
  occupation            text,
  open_labour_market    boolean,
  pay_subsidised        boolean,
  sector                text NOT NULL,
  state                 int NOT NULL,
  subsidies             jsonb NOT NULL,
  error_reason          text NOT NULL
);
CREATE INDEX result_by_coaching ON result (coaching_id, started_on, id);
CREATE INDEX result_by_client ON result (client_id, organisation, started_on, id);

CREATE FUNCTION result_of_job(j job) RETURNS void LANGUAGE sql AS $$
  INSERT INTO result
  SELECT j.id, j.version, j.kind, j.coaching_id, j.client_id, c.age_band, c.municipality, c.programme, c.sex, c.contact_language, c.customer_profile,
    c.referral_id, c.referrer, c.referring_unit_id, c.referring_service, c.referred_from_service, j.organisation, j.started_on, NULL,
    j.employer_id, '', '', j.ended_on, j.end_reason, '', j.contract, j.weekly_hours, 0, j.occupation, j.open_labour_market, j.pay_subsidised,
    j.sector, CASE WHEN j.ended_on IS NULL THEN 1 ELSE 2 END, '[]', ''
  FROM coaching c WHERE c.id = j.coaching_id
  ON CONFLICT (id) DO UPDATE SET version = excluded.version, ended_on = excluded.ended_on, end_reason = excluded.end_reason, state = excluded.state
$$;
CREATE FUNCTION result_of_work_trial(t work_trial) RETURNS void LANGUAGE sql AS $$
  INSERT INTO result
  SELECT t.id, 1, 6, t.coaching_id, t.client_id, c.age_band, c.municipality, c.programme, c.sex, c.contact_language, c.customer_profile,
    c.referral_id, c.referrer, c.referring_unit_id, c.referring_service, c.referred_from_service, c.organisation, t.started_on, t.ends_on,
    t.employer_id, '', '', NULL, '', '', NULL, NULL, NULL, NULL, NULL, NULL,
    coalesce((SELECT e.sector FROM known_employer e WHERE e.employer_id = t.employer_id), ''), 1, '[]', ''
  FROM coaching c WHERE c.id = t.coaching_id
$$;
CREATE FUNCTION result_of_studies(s studies) RETURNS void LANGUAGE sql AS $$
  INSERT INTO result
  SELECT s.id, 1, 5, s.coaching_id, s.client_id, c.age_band, c.municipality, c.programme, c.sex, c.contact_language, c.customer_profile,
    c.referral_id, c.referrer, c.referring_unit_id, c.referring_service, c.referred_from_service, c.organisation, s.started_on, NULL,
    NULL, '', s.level, NULL, '', '', NULL, NULL, NULL, NULL, NULL, NULL, '', 1, '[]', ''
  FROM coaching c WHERE c.id = s.coaching_id
$$;
SELECT result_of_job(j) FROM job j;
SELECT result_of_work_trial(t) FROM work_trial t;
SELECT result_of_studies(s) FROM studies s;

CREATE FUNCTION result_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'job' THEN PERFORM result_of_job(NEW);
  ELSIF TG_TABLE_NAME = 'work_trial' THEN PERFORM result_of_work_trial(NEW);
  ELSE PERFORM result_of_studies(NEW);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER result_follows AFTER INSERT OR UPDATE ON job FOR EACH ROW EXECUTE FUNCTION result_follows();
CREATE TRIGGER result_follows AFTER INSERT ON work_trial FOR EACH ROW EXECUTE FUNCTION result_follows();
CREATE TRIGGER result_follows AFTER INSERT ON studies FOR EACH ROW EXECUTE FUNCTION result_follows();
