-- What Referrals tells: who has a client on a pathway, which programmes there are, who works where. Rebuilt from its facts alone.
CREATE TABLE known_pathway (
  pathway_id       uuid NOT NULL,
  organisation     text NOT NULL,
  client_id        uuid NOT NULL,
  age_band         int NOT NULL,
  municipality     text NOT NULL,
  programme        text NOT NULL,
  sex              int NOT NULL,
  contact_language text NOT NULL,
  customer_profile text NOT NULL,
  told_on          date NOT NULL,
  PRIMARY KEY (pathway_id, organisation)
);
CREATE INDEX known_pathway_by_client ON known_pathway (client_id, organisation, told_on DESC);

CREATE TABLE known_programme (
  programme text PRIMARY KEY
);

CREATE TABLE known_worker (
  told_by      uuid PRIMARY KEY,
  organisation text NOT NULL,
  subject      text NOT NULL,
  valid_from   date,
  valid_to     date
);
CREATE INDEX known_worker_by_subject ON known_worker (organisation, subject);

INSERT INTO projection_table (projection, table_name) VALUES
  ('referrals', 'known_pathway'), ('referrals', 'known_programme'), ('referrals', 'known_worker');
