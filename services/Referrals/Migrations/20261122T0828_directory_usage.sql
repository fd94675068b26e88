-- What of the directory is used, by day and audience, never by person.
CREATE TABLE directory_usage (
  day           date NOT NULL,
  entry_id      uuid NOT NULL REFERENCES directory_entry,
  by_client     boolean NOT NULL,
  shown         bigint NOT NULL,
  opened        bigint NOT NULL,
  PRIMARY KEY (entry_id, day, by_client)
);
CREATE INDEX directory_usage_by_day ON directory_usage (day);

-- Searches: what is not there is a need that nobody answers. The words searched for are not kept.
CREATE TABLE directory_search (
  day           date NOT NULL,
  need          text NOT NULL,
  service       text NOT NULL,
  municipality  text NOT NULL,
  by_client     boolean NOT NULL,
  searches      bigint NOT NULL,
  fruitless     bigint NOT NULL,
  PRIMARY KEY (need, service, municipality, day, by_client)
);
CREATE INDEX directory_search_by_day ON directory_search (day);
