-- Who made a referral (1: a professional), references to documents, references by value, employers' contacts, capacity.
ALTER TABLE referral ADD origin int NOT NULL DEFAULT 1;
ALTER TABLE referral ADD documents jsonb NOT NULL DEFAULT '[]';
CREATE INDEX external_reference_by_value ON external_reference (organisation, system, value COLLATE "C");

-- What the employer told (employee) goes when the contact ends.
CREATE TABLE employer_contact (
  id            uuid PRIMARY KEY,
  version       bigint NOT NULL,
  employer      text NOT NULL,
  employer_name text NOT NULL,
  receiver      text NOT NULL,
  client_id     uuid REFERENCES client,
  topic         text NOT NULL,
  status        int NOT NULL,
  employee      jsonb,
  made_at       timestamptz NOT NULL,
  confirm_by    date NOT NULL,
  referral_id   uuid REFERENCES referral
);
CREATE INDEX employer_contact_waiting ON employer_contact (receiver, id) WHERE status = 0;
CREATE INDEX employer_contact_of_client ON employer_contact (client_id, id) WHERE status = 0;

CREATE TABLE capacity (
  organisation  text NOT NULL REFERENCES organisation,
  service       text NOT NULL,
  version       bigint NOT NULL,
  free_places   int NOT NULL,
  next_start_on date,
  declared_on   date NOT NULL,
  PRIMARY KEY (organisation, service)
);
