-- Which organisations are registered, as Referrals tells it: rebuilt from its facts alone.
CREATE TABLE registered_organisation (
  organisation_id text PRIMARY KEY
);
INSERT INTO projection_table (projection, table_name) VALUES ('organisations', 'registered_organisation');
