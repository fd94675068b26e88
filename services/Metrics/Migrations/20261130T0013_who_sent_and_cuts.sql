-- What facts tell of a client beside age band, municipality and programme, and who sent the client: from now on, older facts do not tell it.
ALTER TABLE contact
  ADD COLUMN sex text NOT NULL DEFAULT 'unknown',
  ADD COLUMN contact_language text NOT NULL DEFAULT 'und',
  ADD COLUMN customer_profile text NOT NULL DEFAULT 'unknown';
ALTER TABLE referral
  ADD COLUMN sex text NOT NULL DEFAULT 'unknown',
  ADD COLUMN contact_language text NOT NULL DEFAULT 'und',
  ADD COLUMN customer_profile text NOT NULL DEFAULT 'unknown',
  ADD COLUMN referring_unit uuid,
  ADD COLUMN referring_service text NOT NULL DEFAULT '',
  ADD COLUMN from_service text NOT NULL DEFAULT '';
ALTER TABLE task
  ADD COLUMN sex text NOT NULL DEFAULT 'unknown',
  ADD COLUMN contact_language text NOT NULL DEFAULT 'und',
  ADD COLUMN customer_profile text NOT NULL DEFAULT 'unknown',
  ADD COLUMN referring_unit uuid,
  ADD COLUMN referring_service text NOT NULL DEFAULT '',
  ADD COLUMN from_service text NOT NULL DEFAULT '';
ALTER TABLE team_case
  ADD COLUMN sex text NOT NULL DEFAULT 'unknown',
  ADD COLUMN contact_language text NOT NULL DEFAULT 'und',
  ADD COLUMN customer_profile text NOT NULL DEFAULT 'unknown',
  ADD COLUMN referral_id uuid;
ALTER TABLE case_closed
  ADD COLUMN sex text NOT NULL DEFAULT 'unknown',
  ADD COLUMN contact_language text NOT NULL DEFAULT 'und',
  ADD COLUMN customer_profile text NOT NULL DEFAULT 'unknown';
ALTER TABLE plan_version
  ADD COLUMN sex text NOT NULL DEFAULT 'unknown',
  ADD COLUMN contact_language text NOT NULL DEFAULT 'und',
  ADD COLUMN customer_profile text NOT NULL DEFAULT 'unknown';
ALTER TABLE measure
  ADD COLUMN sex text NOT NULL DEFAULT 'unknown',
  ADD COLUMN contact_language text NOT NULL DEFAULT 'und',
  ADD COLUMN customer_profile text NOT NULL DEFAULT 'unknown';
ALTER TABLE coaching
  ADD COLUMN sex text NOT NULL DEFAULT 'unknown',
  ADD COLUMN contact_language text NOT NULL DEFAULT 'und',
  ADD COLUMN customer_profile text NOT NULL DEFAULT 'unknown',
  ADD COLUMN referral_id uuid;
ALTER TABLE coaching_started
  ADD COLUMN sex text NOT NULL DEFAULT 'unknown',
  ADD COLUMN contact_language text NOT NULL DEFAULT 'und',
  ADD COLUMN customer_profile text NOT NULL DEFAULT 'unknown',
  ADD COLUMN referral_id uuid;
ALTER TABLE job
  ADD COLUMN sex text NOT NULL DEFAULT 'unknown',
  ADD COLUMN contact_language text NOT NULL DEFAULT 'und',
  ADD COLUMN customer_profile text NOT NULL DEFAULT 'unknown',
  ADD COLUMN referral_id uuid;
ALTER TABLE work_trial
  ADD COLUMN sex text NOT NULL DEFAULT 'unknown',
  ADD COLUMN contact_language text NOT NULL DEFAULT 'und',
  ADD COLUMN customer_profile text NOT NULL DEFAULT 'unknown',
  ADD COLUMN referral_id uuid;
ALTER TABLE studies
  ADD COLUMN sex text NOT NULL DEFAULT 'unknown',
  ADD COLUMN contact_language text NOT NULL DEFAULT 'und',
  ADD COLUMN customer_profile text NOT NULL DEFAULT 'unknown',
  ADD COLUMN referral_id uuid;
ALTER TABLE coaching_ended
  ADD COLUMN sex text NOT NULL DEFAULT 'unknown',
  ADD COLUMN contact_language text NOT NULL DEFAULT 'und',
  ADD COLUMN customer_profile text NOT NULL DEFAULT 'unknown';

UPDATE projection_table SET replay = true WHERE projection IN ('contacts', 'referrals', 'team', 'coaching');
