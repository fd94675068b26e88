-- What EmployerRelations tells of its employers: rebuilt from its facts alone.
CREATE TABLE known_employer (
  employer_id  uuid PRIMARY KEY,
  sector       text NOT NULL,
  municipality text NOT NULL
);
INSERT INTO projection_table (projection, table_name) VALUES ('employers', 'known_employer');
