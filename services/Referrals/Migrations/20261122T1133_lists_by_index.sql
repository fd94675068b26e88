-- Of one status few observations may be among many; groups by the start of their name.
CREATE INDEX observation_by_status ON observation (organisation, status, observed_on DESC, id DESC);
CREATE INDEX standing_group_by_prefix ON standing_group (lower(name) text_pattern_ops);
