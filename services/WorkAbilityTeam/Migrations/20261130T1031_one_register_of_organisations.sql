-- The register of organisations that every service keeps has the days too.
UPDATE registered_organisation r SET from_day = k.from_day, to_day = k.to_day FROM known_organisation k WHERE k.id = r.organisation_id;
DELETE FROM projection_table WHERE table_name = 'known_organisation';
DROP TABLE known_organisation;

-- Every plan of a case, ended ones too.
CREATE INDEX plan_by_case ON plan (case_id);
