-- What a contact opened: a referral (its own id), a consultation, a network meeting.
CREATE TABLE contact_follow_up (
  id             uuid PRIMARY KEY,
  contact_id     uuid NOT NULL REFERENCES contact,
  kind           int NOT NULL,
  organisation   text NOT NULL,
  topic          text NOT NULL,
  question       text NOT NULL,
  client_agreed  boolean NOT NULL,
  client_invited boolean NOT NULL,
  professions    text[] NOT NULL,
  planned_on     date,
  status         int NOT NULL,
  ended_on       date,
  opened_at      timestamptz NOT NULL
);
CREATE INDEX contact_follow_up_by_contact ON contact_follow_up (contact_id, id);
