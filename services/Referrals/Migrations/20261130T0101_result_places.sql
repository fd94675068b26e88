-- Jobs and work trials that JobCoaching tells of, as far as they are places on a client's way: rebuilt from its facts alone.
CREATE TABLE result_place (
  place_id     uuid PRIMARY KEY,
  -- Null: only its end is known yet.
  client_id    uuid,
  organisation text NOT NULL,
  kind         text NOT NULL,
  supported    boolean NOT NULL,
  started_on   date,
  ended_on     date
);
CREATE INDEX result_place_by_client ON result_place (client_id, started_on);
INSERT INTO projection_table (projection, table_name) VALUES ('result-places', 'result_place');
