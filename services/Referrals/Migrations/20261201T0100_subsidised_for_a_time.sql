-- A job may be subsidised for a time only: what was a supported place becomes one in the open labour market.
ALTER TABLE result_place ADD COLUMN open_labour_market boolean NOT NULL DEFAULT false;
ALTER TABLE result_place DROP COLUMN supported;
CREATE TABLE result_place_subsidy (
  place_id       uuid NOT NULL,
  -- First day on which it holds.
  from_day       date NOT NULL,
  pay_subsidised boolean NOT NULL,
  PRIMARY KEY (place_id, from_day)
);
INSERT INTO projection_table (projection, table_name) VALUES ('result-places', 'result_place_subsidy');
UPDATE projection_table SET replay = true WHERE projection = 'result-places';
