-- A social situation description and its versions; a version never changes but for the client's answer to it.
CREATE TABLE social_situation (
  id               uuid PRIMARY KEY,
  version          bigint NOT NULL,
  client_id        uuid NOT NULL,
  age_band         int NOT NULL,
  municipality     text NOT NULL,
  programme        text NOT NULL,
  sex              int NOT NULL,
  contact_language text NOT NULL,
  customer_profile text NOT NULL,
  organisation     text NOT NULL,
  latest           int NOT NULL
);
CREATE UNIQUE INDEX social_situation_once ON social_situation (client_id, organisation);

CREATE TABLE social_situation_version (
  situation_id uuid NOT NULL REFERENCES social_situation,
  number       int NOT NULL,
  sections     jsonb NOT NULL,
  described_on date NOT NULL,
  recorded_at  timestamptz NOT NULL,
  answer       int NOT NULL,
  comment      text NOT NULL,
  answered_on  date,
  PRIMARY KEY (situation_id, number)
);
