-- Organisations by day, their units, areas of responsibility and professionals.
-- Names are sorted and lower-cased by the Finnish alphabet, whatever the server's own locale.
DROP INDEX organisation_by_name;
ALTER TABLE organisation ALTER name TYPE text COLLATE "fi-x-icu";
ALTER TABLE organisation ADD valid_from date;
ALTER TABLE organisation ADD valid_to date;
ALTER TABLE organisation ADD successor text NOT NULL DEFAULT '';
CREATE INDEX organisation_by_name ON organisation (name, id);

CREATE TABLE unit (
  id           uuid PRIMARY KEY,
  version      bigint NOT NULL,
  organisation text NOT NULL REFERENCES organisation,
  name         text COLLATE "fi-x-icu" NOT NULL,
  municipality text NOT NULL,
  services     text[] NOT NULL,
  valid_from   date,
  valid_to     date
);
CREATE INDEX unit_by_name ON unit (name, id);
CREATE INDEX unit_by_organisation ON unit (organisation, name, id);

CREATE TABLE area (
  id             uuid PRIMARY KEY,
  version        bigint NOT NULL,
  organisation   text NOT NULL REFERENCES organisation,
  unit           uuid REFERENCES unit,
  municipalities text[] NOT NULL,
  services       text[] NOT NULL,
  valid_from     date NOT NULL,
  valid_to       date,
  basis          text NOT NULL
);
CREATE INDEX area_by_organisation ON area (organisation, id DESC);
CREATE INDEX area_by_municipality ON area USING gin (municipalities);

-- One row per municipality and service of an area: for each of them one organisation answers on a day.
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE TABLE area_answer (
  area         uuid NOT NULL REFERENCES area,
  municipality text NOT NULL,
  service      text NOT NULL,
  days         daterange NOT NULL,
  PRIMARY KEY (area, municipality, service),
  CONSTRAINT area_answer_once EXCLUDE USING gist (municipality WITH =, service WITH =, days WITH &&)
);

CREATE TABLE professional (
  id           uuid PRIMARY KEY,
  version      bigint NOT NULL,
  subject      text NOT NULL,
  organisation text NOT NULL REFERENCES organisation,
  unit         uuid REFERENCES unit,
  name         text COLLATE "fi-x-icu" NOT NULL,
  profession   text NOT NULL,
  languages    text[] NOT NULL,
  phone        text NOT NULL,
  email        text NOT NULL,
  valid_from   date,
  valid_to     date
);
CREATE INDEX professional_by_name ON professional (name, id);
CREATE INDEX professional_by_organisation ON professional (organisation, name, id);
CREATE INDEX professional_by_subject ON professional (subject);
