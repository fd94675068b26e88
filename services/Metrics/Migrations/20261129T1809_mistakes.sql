-- Mistakes count nowhere: whose task it is, and which task opened a case.
ALTER TABLE task ADD COLUMN referral_id uuid;
CREATE INDEX task_referral ON task (referral_id);
ALTER TABLE team_case ADD COLUMN task_id uuid;

UPDATE projection_table SET replay = true WHERE projection IN ('referrals', 'team');
