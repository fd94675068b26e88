CREATE TABLE effect (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text NOT NULL,
  position bigint NOT NULL,
  event_id uuid NOT NULL,
  key text NOT NULL,
  number text NOT NULL,
  trace text NOT NULL
);

CREATE TABLE tally (
  key text PRIMARY KEY,
  count bigint NOT NULL,
  last text NOT NULL
);
INSERT INTO projection_table (projection, table_name) VALUES ('tally', 'tally');
