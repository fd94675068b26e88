-- The referral's task that a step follows, and what of the step came from it: taken back when the task was a mistake.
ALTER TABLE pathway_step ADD of_task_id uuid;
ALTER TABLE pathway_step ADD of_task_is_made boolean;
ALTER TABLE pathway_step ADD of_task_gave_organisation boolean;
ALTER TABLE pathway_step ADD of_task_did_start boolean;
ALTER TABLE pathway_step ADD of_task_did_end boolean;
CREATE UNIQUE INDEX pathway_step_of_task ON pathway_step (of_task_id, pathway_id) WHERE of_task_id IS NOT NULL;
