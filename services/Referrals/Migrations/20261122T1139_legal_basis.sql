-- The law that a referral rests on, code of system "referral-basis".
ALTER TABLE referral ADD legal_basis text NOT NULL DEFAULT '';
