-- What areas agree, as dated rows. A version is never changed: a correction or an end closes it and adds another. The first day that has
-- come has been relied on; that is the use cases' rule. One row of an area holds for a key on a day, whoever else adds one at the same moment.
CREATE TABLE agreement (
  id           uuid NOT NULL,
  version      bigint NOT NULL,
  area         text NOT NULL,
  kind         text NOT NULL,
  key          text NOT NULL,
  is_none      boolean NOT NULL,
  text         text NOT NULL,
  valid_from   date NOT NULL,
  valid_to     date,
  source       text NOT NULL,
  is_withdrawn boolean NOT NULL,
  recorded_by  text NOT NULL,
  known_from   timestamptz NOT NULL,
  known_to     timestamptz,
  PRIMARY KEY (id, version),
  CONSTRAINT agreement_once EXCLUDE USING gist (area WITH =, kind WITH =, key WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
    WHERE (known_to IS NULL AND NOT is_withdrawn)
);
CREATE INDEX agreement_by_area ON agreement (area, id DESC, version DESC);

-- Rises with every change of them: whoever keeps a copy sees by it whether the copy is the newest.
CREATE TABLE agreement_number (
  one    boolean PRIMARY KEY DEFAULT true CHECK (one),
  number bigint NOT NULL
);
INSERT INTO agreement_number (number) VALUES (0);
