-- Employers, and every contact with them.
CREATE TABLE employer (
  id              uuid PRIMARY KEY,
  version         bigint NOT NULL,
  business_id     text,
  name            text NOT NULL,
  -- The name in lower case, as the service makes it: the database's own lower() depends on its locale.
  name_key        text COLLATE "C" NOT NULL,
  sector          text NOT NULL,
  municipality    text NOT NULL,
  do_not_contact  boolean NOT NULL,
  contact_count   int NOT NULL,
  last_contact_on date,
  last_contact_by text NOT NULL
) WITH (fillfactor = 90);
-- One business id, one employer, however many register it at once. A household has none.
CREATE UNIQUE INDEX employer_business_id ON employer (business_id);
CREATE INDEX employer_by_name ON employer (name_key, id);
CREATE INDEX employer_by_municipality ON employer (municipality, name_key, id);

-- One row for each employer that was ever contacted: whose contact was the first is decided here.
CREATE TABLE first_employer_contact (
  employer_id uuid PRIMARY KEY REFERENCES employer,
  contact_id  uuid NOT NULL
);

CREATE TABLE employer_contact (
  id           uuid PRIMARY KEY,
  employer_id  uuid NOT NULL REFERENCES employer,
  organisation text NOT NULL,
  purpose      text NOT NULL,
  is_first     boolean NOT NULL,
  mode         int NOT NULL,
  minutes      int NOT NULL,
  contacted_on date NOT NULL,
  note         text NOT NULL
);
CREATE INDEX employer_contact_by_employer ON employer_contact (employer_id, contacted_on DESC, id DESC);
