-- What the work takes: working time by role, costs and budgets. They are of no client.
CREATE TABLE resource (
  id               uuid PRIMARY KEY,
  version          bigint NOT NULL,
  organisation     text NOT NULL,
  type             int NOT NULL,
  programme        text NOT NULL,
  share_of         text NOT NULL,
  from_day         date NOT NULL,
  to_day           date NOT NULL,
  kind             text NOT NULL,
  grant_hundredths int NOT NULL,
  own_hundredths   int NOT NULL,
  funding          text NOT NULL,
  funder           text NOT NULL,
  cents            bigint NOT NULL,
  note             text NOT NULL,
  state            int NOT NULL,
  error_reason     text NOT NULL
);
CREATE INDEX resource_by_organisation ON resource (organisation, from_day DESC, id DESC);
CREATE INDEX resource_by_programme ON resource (programme, from_day DESC, id DESC) WHERE programme <> '';

-- Who runs a programme; of those told of before, a rebuild of the projection says.
ALTER TABLE known_programme ADD COLUMN organisation text NOT NULL DEFAULT '';
