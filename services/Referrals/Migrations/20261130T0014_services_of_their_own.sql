-- Services that have got a code of their own: the entries that the directory began with go to it, unless somebody has changed them. What is new
-- beside them is the content of that day in DirectorySeed.csv.
UPDATE directory_entry e SET service = n.service, body = jsonb_set(e.body, '{service}', to_jsonb(n.service)), version = e.version + 1
FROM (VALUES
  ('0199b759-ca06-7747-8da9-88ff00c61504'::uuid, 'social-work', 'disability-services'),
  ('01998119-6340-75af-89ce-00c097695b43'::uuid, 'employment-services', 'work-trial'),
  ('01998c20-1d3f-7976-865b-1235652599fc'::uuid, 'employment-services', 'pay-subsidised-work'),
  ('01993ddf-086b-7d8e-888d-6da52d4c9c67'::uuid, 'employment-services', 'career-psychologist'),
  ('01991371-2198-7c63-847f-ef328a48c3a7'::uuid, 'coordination', 'multisectoral-support'),
  ('0199f506-ba95-7fa2-8690-a9476117e7f9'::uuid, 'coordination', 'ohjaamo'),
  ('0199c36f-fdf9-78f8-82da-cfac6ac6e75b'::uuid, 'education', 'apprenticeship')) AS n (id, was, service)
WHERE e.id = n.id AND e.service = n.was;

INSERT INTO due_work (kind, key, due_at, payload, planned_at) VALUES ('directory-seed', '2026-11-30', now(), '', now());
