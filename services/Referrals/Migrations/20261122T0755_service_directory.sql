-- The service directory. What is searched and sorted by has a column; the rest of what is told is the body.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE TABLE directory_entry (
  id                      uuid PRIMARY KEY,
  version                 bigint NOT NULL,
  state                   int NOT NULL,
  name                    text COLLATE "fi-x-icu" NOT NULL,
  service                 text NOT NULL,
  provider                text NOT NULL,
  provider_kind           text NOT NULL,
  for_clients             boolean NOT NULL,
  for_professionals       boolean NOT NULL,
  target_groups           text[] NOT NULL,
  given_in                text[] NOT NULL, -- municipalities; 'fi' for all of Finland, 'mainland' for all but Åland
  languages               text[] NOT NULL,
  age_from                int,
  age_to                  int,
  coaching_model          text NOT NULL,
  association_offers      text[] NOT NULL,
  search_text             text NOT NULL,
  body                    jsonb NOT NULL,
  maintainer_organisation text NOT NULL,
  maintainer              text NOT NULL,
  updated_on              date NOT NULL,
  confirmed_on            date,
  stale_since             date,
  asked_on                date,
  times_asked             int NOT NULL,
  ptv_id                  uuid UNIQUE
);
CREATE INDEX directory_entry_by_name ON directory_entry (name, id) WHERE state = 2;
CREATE INDEX directory_entry_by_service ON directory_entry (service, name, id) WHERE state = 2;
CREATE INDEX directory_entry_by_provider ON directory_entry (provider, name, id) WHERE state = 2 AND provider <> '';
CREATE INDEX directory_entry_by_municipality ON directory_entry USING gin (given_in) WHERE state = 2;
CREATE INDEX directory_entry_by_text ON directory_entry USING gin (search_text gin_trgm_ops) WHERE state = 2;
CREATE INDEX directory_entry_by_maintainer ON directory_entry (maintainer_organisation, name, id);
