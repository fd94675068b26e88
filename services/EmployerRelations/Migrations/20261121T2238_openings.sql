-- Openings.
CREATE TABLE opening (
  id           uuid PRIMARY KEY,
  version      bigint NOT NULL,
  employer_id  uuid NOT NULL REFERENCES employer,
  title        text NOT NULL,
  occupation   text NOT NULL,
  municipality text NOT NULL,
  weekly_hours int NOT NULL,
  kind         text NOT NULL,
  open_from    date NOT NULL,
  open_to      date,
  closed       boolean NOT NULL
);
-- Ranking reads the open ones alone, and from the index alone.
CREATE INDEX opening_open ON opening (open_from DESC, id DESC) INCLUDE (open_to, occupation, municipality, weekly_hours) WHERE NOT closed;
CREATE INDEX opening_by_employer ON opening (employer_id, id);
