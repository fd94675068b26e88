-- Every version of a programme's card is kept as it was saved.
CREATE TABLE programme_card (
  programme text NOT NULL REFERENCES programme,
  version   int NOT NULL,
  body      jsonb NOT NULL,
  changed   text[] NOT NULL,
  saved_at  timestamptz NOT NULL,
  saved_by  text NOT NULL,
  note      text NOT NULL,
  CONSTRAINT programme_card_pkey PRIMARY KEY (programme, version)
);
REVOKE UPDATE, DELETE ON programme_card FROM {{app}};
