-- Who waits for a service of a receiver, in the order in which they are taken: urgent (0) before routine (1), then by since, then by id.
ALTER TABLE task ADD waiting_since timestamptz;
ALTER TABLE task ADD waiting_rank int;
CREATE INDEX task_waiting ON task (receiver, service, waiting_rank, waiting_since, id) WHERE waiting_since IS NOT NULL;
