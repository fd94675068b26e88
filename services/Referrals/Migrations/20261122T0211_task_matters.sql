-- What is under way in a task beside its status (hold, question, cancellation asked), and when the last thing happened in it.
ALTER TABLE task ADD business_status int NOT NULL DEFAULT 0;
ALTER TABLE task ADD matters jsonb NOT NULL DEFAULT '{}';
ALTER TABLE task ADD changed_at timestamptz;
UPDATE task SET changed_at = coalesce(acknowledged_at, ended_at, decided_at, requested_at);
