-- Coaches' contacts in the one log, as coaching last told them; what was a mistake stands no more.
ALTER TABLE employer_contact
  ADD COLUMN programme        text NOT NULL DEFAULT '',
  ADD COLUMN by_coach         boolean NOT NULL DEFAULT false,
  ADD COLUMN first_of_coaches boolean NOT NULL DEFAULT false,
  ADD COLUMN stands           boolean NOT NULL DEFAULT true;
