-- Who has a task inside its receiver, and by which day one that may be taken is to be taken; kept with every change of the task.
ALTER TABLE task ADD professional uuid;
ALTER TABLE task ADD worker text NOT NULL DEFAULT '';
ALTER TABLE task ADD worker_name text NOT NULL DEFAULT '';
ALTER TABLE task ADD take_by date;
UPDATE task SET take_by = due_on WHERE takers <> ARRAY[]::text[] AND due_action = 'decide-task';
CREATE INDEX task_by_worker ON task (receiver, worker, status, id) WHERE worker <> '';
CREATE INDEX task_unassigned ON task (receiver, (coalesce(due_on, 'infinity'::date)), id) WHERE status IN (2, 3, 5, 6) AND professional IS NULL;
DROP INDEX task_open_by_day;
