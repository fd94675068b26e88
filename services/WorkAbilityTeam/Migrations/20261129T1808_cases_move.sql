-- A task that moves to another team has a case there too, when the first one is closed. A task opens one case at a time, however often it is told.
CREATE INDEX team_case_of_task ON team_case (task_id, id);
CREATE UNIQUE INDEX team_case_open_by_task ON team_case (task_id) WHERE closed_on IS NULL;
DROP INDEX team_case_by_task;
