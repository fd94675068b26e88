-- What Referrals tells of the clients' permissions: rebuilt from its facts alone.
CREATE TABLE permission (
  permission_id     uuid PRIMARY KEY,
  client_id         uuid NOT NULL,
  kind              text NOT NULL,
  scope             text NOT NULL,
  from_organisation text NOT NULL,
  to_organisation   text NOT NULL,
  valid_from        date NOT NULL,
  valid_to          date
);
CREATE INDEX permission_by_client ON permission (client_id, to_organisation);
INSERT INTO projection_table (projection, table_name) VALUES ('permissions', 'permission');
