-- Items of the knowledge bank are entries that are no service: what they are, what they are about and which needs they answer to.
ALTER TABLE directory_entry
  ADD knowledge_kind text   NOT NULL DEFAULT '',
  ADD topics         text[] NOT NULL DEFAULT '{}',
  ADD needs          text[] NOT NULL DEFAULT '{}',
  ADD about_services text[] NOT NULL DEFAULT '{}',
  ADD valid_from     date,
  ADD valid_to       date;
CREATE INDEX directory_entry_by_need ON directory_entry USING gin (needs) WHERE state = 2;
CREATE INDEX directory_entry_by_about ON directory_entry USING gin (about_services) WHERE state = 2;
