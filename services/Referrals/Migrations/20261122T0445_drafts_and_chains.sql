-- A draft has not been submitted nor asked of anybody yet; an onward referral knows the task that it comes from.
ALTER TABLE referral ALTER submitted_at DROP NOT NULL;
ALTER TABLE referral ADD parent_referral_id uuid REFERENCES referral;
ALTER TABLE referral ADD parent_task_id uuid;
ALTER TABLE task ALTER requested_at DROP NOT NULL;
