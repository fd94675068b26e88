-- A permission that neither the client nor the discloser gave waits for one of them; and a withdrawal says how the client told it.
ALTER TABLE permission ADD awaits_confirmation boolean NOT NULL DEFAULT false;
ALTER TABLE permission ADD confirmed_at timestamptz;
ALTER TABLE permission ADD confirmed_by text NOT NULL DEFAULT '';
ALTER TABLE permission ADD withdrawal_form text NOT NULL DEFAULT '';
ALTER TABLE permission ADD withdrawal_document text NOT NULL DEFAULT '';
ALTER TABLE permission ADD withdrawn_by text NOT NULL DEFAULT '';
