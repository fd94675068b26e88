-- Who gave a permission, in which form, where the signed one is, and which organisation recorded it (empty: the client).
ALTER TABLE permission ADD given_by text NOT NULL DEFAULT '';
ALTER TABLE permission ADD form text NOT NULL DEFAULT '';
ALTER TABLE permission ADD document text NOT NULL DEFAULT '';
ALTER TABLE permission ADD recorded_by text NOT NULL DEFAULT '';
