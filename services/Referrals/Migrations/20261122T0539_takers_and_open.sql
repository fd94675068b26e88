-- Organisations beside the receiver that may take a task now; and what is open, which streams begin with.
ALTER TABLE task ADD takers text[] NOT NULL DEFAULT '{}';
CREATE INDEX task_by_taker ON task USING gin (takers) WHERE takers <> ARRAY[]::text[];
CREATE INDEX task_open_by_receiver ON task (receiver, referral_id) WHERE ended_at IS NULL OR (status IN (8, 9) AND acknowledged_at IS NULL);
CREATE INDEX task_open_by_sender ON task (sender, referral_id) WHERE ended_at IS NULL OR (status IN (8, 9) AND acknowledged_at IS NULL);
UPDATE task SET takers = ARRAY[matters #>> '{transfer,to}'] WHERE ended_at IS NULL AND matters #>> '{transfer,state}' IN ('Offered', 'offered');
