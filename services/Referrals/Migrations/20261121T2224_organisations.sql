-- Organisations that refer, receive and coordinate.
CREATE TABLE organisation (
  id             text PRIMARY KEY,
  version        bigint NOT NULL,
  name           text NOT NULL,
  kind           text NOT NULL,
  municipalities text[] NOT NULL,
  services       text[] NOT NULL
);
CREATE INDEX organisation_by_name ON organisation (lower(name) text_pattern_ops, id);
