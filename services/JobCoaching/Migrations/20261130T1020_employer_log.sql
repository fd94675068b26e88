-- What a contact with an employer says for the one log of such contacts. Whose it is stands beside it: which is the organisation's first is looked for
-- without the coachings.
ALTER TABLE coaching_contact
  ADD COLUMN organisation text NOT NULL DEFAULT '',
  ADD COLUMN programme    text NOT NULL DEFAULT '',
  ADD COLUMN workplace    text NOT NULL DEFAULT '';
UPDATE coaching_contact k SET organisation = c.organisation, programme = c.programme FROM coaching c WHERE c.id = k.coaching_id;
CREATE INDEX coaching_contact_by_employer ON coaching_contact (organisation, employer_id, contacted_on, id)
  WHERE employer_id IS NOT NULL AND error_reason = '';

-- The version before does not say whose contact it logs.
CREATE FUNCTION coaching_contact_of_whom() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT c.organisation, c.programme INTO NEW.organisation, NEW.programme FROM coaching c WHERE c.id = NEW.coaching_id;
  RETURN NEW;
END
$$;
CREATE TRIGGER coaching_contact_of_whom BEFORE INSERT ON coaching_contact FOR EACH ROW WHEN (NEW.organisation = '')
  EXECUTE FUNCTION coaching_contact_of_whom();
