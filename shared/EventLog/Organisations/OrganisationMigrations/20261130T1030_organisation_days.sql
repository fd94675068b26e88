-- From when and until when work is given to it. What is known already has no days until the projection is rebuilt, and counts as without limits.
ALTER TABLE registered_organisation
  ADD COLUMN from_day date,
  ADD COLUMN to_day   date;
