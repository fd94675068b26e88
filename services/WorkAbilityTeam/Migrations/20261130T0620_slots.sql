-- Times that an organisation offers; the version lets one booking win.
CREATE TABLE slot (
  id                      uuid PRIMARY KEY,
  version                 bigint NOT NULL,
  organisation            text NOT NULL,
  kind                    int NOT NULL,
  unit                    text NOT NULL,
  starts_at               timestamptz NOT NULL,
  ends_at                 timestamptz NOT NULL,
  day                     date NOT NULL,
  minutes                 int NOT NULL,
  mode                    int NOT NULL,
  workers                 jsonb NOT NULL,
  release_at              timestamptz NOT NULL,
  state                   int NOT NULL,
  booking_organisation    text,
  booking_by              text,
  booking_consultation_id uuid,
  booking_case_id         uuid,
  booking_task_id         uuid,
  booking_client_id       uuid,
  booking_sender_attends  boolean,
  booking_sender_attended boolean,
  present                 text[] NOT NULL,
  CHECK ((state IN (2, 3, 4)) = (booking_sender_attends IS NOT NULL))
);
CREATE INDEX slot_by_time ON slot (organisation, starts_at, id);
CREATE INDEX slot_by_day ON slot (organisation, day);

-- Who is at a slot, to find who is busy.
CREATE TABLE slot_worker (
  slot_id    uuid NOT NULL REFERENCES slot,
  subject    text NOT NULL,
  profession text NOT NULL,
  starts_at  timestamptz NOT NULL,
  ends_at    timestamptz NOT NULL,
  PRIMARY KEY (slot_id, subject)
);
CREATE INDEX slot_worker_by_subject ON slot_worker (subject, starts_at);

-- What Referrals tells of its tasks: rebuilt from its facts alone.
CREATE TABLE known_task (
  task_id   uuid PRIMARY KEY,
  client_id uuid NOT NULL,
  sender    text NOT NULL,
  receiver  text NOT NULL
);
INSERT INTO projection_table (projection, table_name) VALUES ('tasks', 'known_task');
