-- What figures are cut by beside age band, municipality and programme. 4: not known; a record keeps 0 while nothing is told.
ALTER TABLE client_record ADD COLUMN sex int NOT NULL DEFAULT 0, ADD COLUMN customer_profile text NOT NULL DEFAULT '';
ALTER TABLE client_record_version ADD COLUMN sex int NOT NULL DEFAULT 0, ADD COLUMN customer_profile text NOT NULL DEFAULT '';
ALTER TABLE referral
  ADD COLUMN sex int NOT NULL DEFAULT 4,
  ADD COLUMN contact_language text NOT NULL DEFAULT 'und',
  ADD COLUMN customer_profile text NOT NULL DEFAULT 'unknown',
  ADD COLUMN referring_unit_id uuid,
  ADD COLUMN referring_unit_name text NOT NULL DEFAULT '',
  ADD COLUMN referring_service text NOT NULL DEFAULT '',
  ADD COLUMN referred_from_service text NOT NULL DEFAULT '';
ALTER TABLE pathway
  ADD COLUMN sex int NOT NULL DEFAULT 4,
  ADD COLUMN contact_language text NOT NULL DEFAULT 'und',
  ADD COLUMN customer_profile text NOT NULL DEFAULT 'unknown';
ALTER TABLE network_meeting
  ADD COLUMN sex int NOT NULL DEFAULT 4,
  ADD COLUMN contact_language text NOT NULL DEFAULT 'und',
  ADD COLUMN customer_profile text NOT NULL DEFAULT 'unknown';
ALTER TABLE contact
  ADD COLUMN sex int NOT NULL DEFAULT 4,
  ADD COLUMN contact_language text NOT NULL DEFAULT 'und',
  ADD COLUMN customer_profile text NOT NULL DEFAULT 'unknown';

-- A sender's referrals of one of its units or services, newest first.
CREATE INDEX referral_of_unit ON referral (sender, referring_unit_id, id DESC) WHERE referring_unit_id IS NOT NULL;
CREATE INDEX referral_of_service ON referral (sender, referring_service, id DESC) WHERE referring_service <> '';
