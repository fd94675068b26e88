-- A plan has a state, sections and links, answers to its parts, an approval, reviews; its measures stand somewhere of their own, for they are
-- listed and followed. What plans of before say is kept as it is.
ALTER TABLE plan
  ADD COLUMN state         int NOT NULL DEFAULT 1,
  ADD COLUMN ended_on      date,
  ADD COLUMN end_reason    text NOT NULL DEFAULT '',
  ADD COLUMN review_due_on date,
  ADD COLUMN overdue_since date,
  ADD COLUMN reviewing     jsonb NOT NULL DEFAULT '{"counts": [], "reviews": [], "pauses": []}';

ALTER TABLE plan_version
  ADD COLUMN answers           jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN written_by        text NOT NULL DEFAULT '',
  ADD COLUMN correction_reason text NOT NULL DEFAULT '',
  ADD COLUMN approval          jsonb;

-- A case has one plan in force; those that ended or were a mistake stay beside it.
CREATE UNIQUE INDEX plan_live_by_case ON plan (case_id) WHERE state = 1;
ALTER TABLE plan DROP CONSTRAINT plan_case_id_key;
CREATE INDEX plan_by_organisation ON plan (organisation, id DESC);
CREATE INDEX plan_by_client ON plan (client_id, id DESC);
CREATE INDEX plan_review_due ON plan (organisation, review_due_on, id) WHERE review_due_on IS NOT NULL;

CREATE TABLE plan_measure (
  id           uuid PRIMARY KEY,
  plan_id      uuid NOT NULL REFERENCES plan,
  client_id    uuid NOT NULL,
  organisation text NOT NULL,
  kind         text NOT NULL,
  service      text NOT NULL,
  provider     text NOT NULL,
  voluntary    boolean NOT NULL,
  owner        text NOT NULL,
  due_on       date NOT NULL,
  state        int NOT NULL,
  since        date NOT NULL,
  accepted_on  date,
  outcome      text NOT NULL,
  coaching_id  uuid,
  referral_id  uuid,
  task_id      uuid
);
CREATE INDEX plan_measure_by_plan ON plan_measure (plan_id, id);
CREATE INDEX plan_measure_by_task ON plan_measure (task_id) WHERE task_id IS NOT NULL;
CREATE INDEX plan_measure_due ON plan_measure (organisation, due_on, id) WHERE state IN (1, 2, 4);

INSERT INTO plan_measure (id, plan_id, client_id, organisation, kind, service, provider, voluntary, owner, due_on, state, since, accepted_on, outcome)
SELECT (m->>'id')::uuid, p.id, p.client_id, p.organisation, m->>'kind', '', m->>'provider', m->>'basis' = 'Voluntary', m->>'owner', (m->>'due_on')::date,
  CASE v.answer WHEN 1 THEN 2 WHEN 2 THEN 3 ELSE 1 END, coalesce(v.answered_on, v.made_on), CASE v.answer WHEN 1 THEN v.answered_on END, ''
FROM plan p JOIN plan_version v ON v.plan_id = p.id AND v.number = p.latest CROSS JOIN LATERAL jsonb_array_elements(v.body->'measures') AS m;

UPDATE plan p SET
  review_due_on = (SELECT v.review_on FROM plan_version v WHERE v.plan_id = p.id AND v.number = p.latest),
  reviewing = jsonb_build_object(
    'counts', (SELECT jsonb_agg(jsonb_build_object('on', v.made_on, 'agreed', v.review_on, 'kinds', '[]'::jsonb, 'review_id', NULL) ORDER BY v.number)
               FROM plan_version v WHERE v.plan_id = p.id),
    'reviews', '[]'::jsonb, 'pauses', '[]'::jsonb);
