-- The directory begins with the content of this day in DirectorySeed.csv; the service itself writes it (SeedDirectory).
INSERT INTO due_work (kind, key, due_at, payload, planned_at) VALUES ('directory-seed', '2026-11-21', now(), '', now());
