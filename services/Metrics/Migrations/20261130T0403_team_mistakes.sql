-- Cases that were mistakes are gone from every figure, and so is what they alone brought about.
CREATE TABLE mistaken_case (
  case_id uuid PRIMARY KEY
);
ALTER TABLE measure ADD COLUMN case_id uuid;
CREATE INDEX measure_case ON measure (case_id);
INSERT INTO projection_table (projection, table_name) VALUES ('team', 'mistaken_case');

UPDATE projection_table SET replay = true WHERE projection = 'team';
