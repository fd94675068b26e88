-- What facts tell of the client since: 4, not known. Who sent the client, to count by and to pass on.
ALTER TABLE team_case
  ADD COLUMN sex int NOT NULL DEFAULT 4,
  ADD COLUMN contact_language text NOT NULL DEFAULT 'und',
  ADD COLUMN customer_profile text NOT NULL DEFAULT 'unknown',
  ADD COLUMN referrer_referral_id uuid,
  ADD COLUMN referrer text NOT NULL DEFAULT '',
  ADD COLUMN referring_unit_id uuid,
  ADD COLUMN referring_service text NOT NULL DEFAULT '',
  ADD COLUMN referred_from_service text NOT NULL DEFAULT '';
UPDATE team_case SET referrer_referral_id = referral_id;
