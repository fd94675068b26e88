-- A coaching from intake to exit and back: opened by a task too, with its coaches, career profile, pauses and support in work.
ALTER TABLE coaching
  ALTER COLUMN case_id DROP NOT NULL,
  ALTER COLUMN measure_id DROP NOT NULL,
  ADD COLUMN task_id                uuid,
  ADD COLUMN coaches                jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN job_search_started_on  date,
  ADD COLUMN returned_on            date,
  ADD COLUMN error_reason           text NOT NULL DEFAULT '',
  ADD COLUMN disclosure_note        text NOT NULL DEFAULT '',
  ADD COLUMN support_places         text[] NOT NULL DEFAULT '{}',
  ADD COLUMN profile                jsonb NOT NULL DEFAULT '{"strengths": [], "skills": [], "learning_goals": [], "limits": ""}',
  ADD COLUMN pauses                 jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN in_work_supports       jsonb NOT NULL DEFAULT '[]';
UPDATE coaching SET coaches = jsonb_build_array(jsonb_build_object('coach', coach, 'name', coach_name, 'from', started_on, 'reason', ''))
WHERE started_on IS NOT NULL;
CREATE INDEX coaching_by_task ON coaching (task_id);

ALTER TABLE coaching_contact
  ADD COLUMN purpose      text NOT NULL DEFAULT '',
  ADD COLUMN error_reason text NOT NULL DEFAULT '';

-- A task for job coaching as it was asked for: whoever accepts it is not told of the client anew.
CREATE TABLE asked_coaching (
  task_id               uuid PRIMARY KEY,
  client_id             uuid NOT NULL,
  age_band              int NOT NULL,
  municipality          text NOT NULL,
  programme             text NOT NULL,
  sex                   int NOT NULL,
  contact_language      text NOT NULL,
  customer_profile      text NOT NULL,
  referral_id           uuid,
  referrer              text NOT NULL,
  referring_unit_id     uuid,
  referring_service     text NOT NULL,
  referred_from_service text NOT NULL
);
