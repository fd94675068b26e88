-- Which outcomes came by themselves, and of what: what was a mistake takes back what it led to.
ALTER TABLE contact ADD followed jsonb NOT NULL DEFAULT '[]';
CREATE INDEX contact_followed ON contact USING gin (followed jsonb_path_ops) WHERE followed <> '[]';
