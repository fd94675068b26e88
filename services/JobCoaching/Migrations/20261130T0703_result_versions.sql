-- What was told of a result each time, whole (Proto.Result), so that a correction keeps what it corrected.
CREATE TABLE result_version (
  result_id   uuid NOT NULL REFERENCES result,
  version     bigint NOT NULL,
  told        bytea NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  reason      text NOT NULL,
  note        text NOT NULL,
  PRIMARY KEY (result_id, version)
);
