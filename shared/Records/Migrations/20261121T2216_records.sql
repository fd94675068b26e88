-- What every service's database holds besides its own tables. {{app}} is the restricted role that the service runs as.

-- The guard of a commit: a change by version that finds no row is no error to SQL, and the rest of the batch would commit without it.
CREATE FUNCTION tyokyky_guard(changed bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF changed = 0 THEN
    RAISE EXCEPTION 'a guard changed no row' USING ERRCODE = 'TY001';
  END IF;
END $$;

-- Requests: the outcome of each, for those who ask again.
CREATE TABLE request_record (
  key             uuid        NOT NULL, -- hash of organisation, subject, RPC and request id
  recorded_on     date        NOT NULL, -- UTC
  recorded_at     timestamptz NOT NULL,
  fingerprint_key int         NOT NULL,
  fingerprint     bytea       NOT NULL, -- keyed hash of the request's bytes
  answer          bytea       NOT NULL, -- encrypted response
  PRIMARY KEY (key, recorded_on)
) PARTITION BY RANGE (recorded_on);

-- Within a day the primary key stops a second commit of the same request. Around midnight two of them could land in two partitions: there they
-- wait for each other here, and the later one looks at both days.
CREATE FUNCTION tyokyky_claim_near_midnight(p_key uuid, p_on date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(uuid_hash_extended(p_key, 0));
  IF EXISTS (SELECT FROM request_record WHERE key = p_key AND recorded_on BETWEEN p_on - 1 AND p_on + 1) THEN
    RAISE EXCEPTION 'the request was committed meanwhile' USING ERRCODE = 'TY002';
  END IF;
END $$;

-- Who saw or changed which client's data, and who was refused.
CREATE TABLE access_log (
  recorded_at  timestamptz NOT NULL,
  kind         text        NOT NULL CHECK (kind IN ('read', 'change', 'refusal')),
  client_id    uuid,
  object_type  text,
  object_id    text,
  rpc          text        NOT NULL,
  subject      text        NOT NULL,
  acting_user  text,
  organisation text        NOT NULL,
  role         text        NOT NULL,
  purpose      text,
  reason       text,                   -- of a refusal
  trace_id     text        NOT NULL
) PARTITION BY RANGE (recorded_at);

CREATE INDEX access_log_client ON access_log (client_id, recorded_at) WHERE client_id IS NOT NULL;

-- Every change of a state.
CREATE TABLE transition (
  seq          bigint      GENERATED ALWAYS AS IDENTITY,
  object_type  text        NOT NULL,
  object_id    uuid        NOT NULL,
  from_state   text        NOT NULL,
  to_state     text        NOT NULL,
  actor        text        NOT NULL,
  acting_user  text,
  role         text        NOT NULL,
  organisation text        NOT NULL,
  effective_at timestamptz NOT NULL,
  recorded_at  timestamptz NOT NULL,
  reason       text        NOT NULL,
  note         text        NOT NULL,
  trace_id     text        NOT NULL,
  PRIMARY KEY (object_id, seq)
);

-- What is to be done when its time comes on the business clock.
CREATE TABLE due_work (
  kind         text        NOT NULL,
  key          text        NOT NULL,
  due_at       timestamptz NOT NULL,             -- business time
  payload      text        NOT NULL,
  planned_at   timestamptz NOT NULL,
  attempts     int         NOT NULL DEFAULT 0,
  not_before   timestamptz NOT NULL DEFAULT '-infinity', -- real time: after a failure, or while a replica is at it
  lease        uuid,                             -- of the replica that is at it
  last_error   text,                             -- type of the last failure
  PRIMARY KEY (kind, key)
);

CREATE INDEX due_work_due ON due_work (due_at);

-- The settling of due work inside a commit: only by the run that holds it, so that it takes effect once.
CREATE FUNCTION tyokyky_settle(p_kind text, p_key text, p_lease uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM due_work WHERE kind = p_kind AND key = p_key AND lease = p_lease;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the due work is not this run''s' USING ERRCODE = 'TY003';
  END IF;
END $$;

-- What is added to real time; moved in Development only.
CREATE TABLE business_clock (
  id          boolean     PRIMARY KEY DEFAULT true CHECK (id),
  "offset"    interval    NOT NULL,
  moved_at    timestamptz NOT NULL,
  moved_by    text        NOT NULL
);

-- What operators did.
CREATE TABLE operator_action (
  seq          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recorded_at  timestamptz NOT NULL,
  subject      text        NOT NULL,
  organisation text        NOT NULL,
  action       text        NOT NULL,
  target       text        NOT NULL,
  reason       text        NOT NULL,
  outcome      text        NOT NULL,
  trace_id     text        NOT NULL
);
