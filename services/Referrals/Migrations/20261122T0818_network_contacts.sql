-- Organisations' contacts for topics in the work-ability support network.
CREATE TABLE network_contact (
  id             uuid PRIMARY KEY,
  version        bigint NOT NULL,
  organisation   text NOT NULL REFERENCES organisation,
  professional   uuid NOT NULL REFERENCES professional,
  topics         text[] NOT NULL,
  municipalities text[] NOT NULL,
  note           text NOT NULL,
  valid_from     date,
  valid_to       date
);
CREATE INDEX network_contact_by_professional ON network_contact (professional, id);
CREATE INDEX network_contact_by_organisation ON network_contact (organisation, professional);
CREATE INDEX network_contact_by_topic ON network_contact USING gin (topics);
