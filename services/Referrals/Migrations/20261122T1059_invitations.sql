-- Who is invited to a network meeting that is still to come, for the worklists; and the meetings themselves by their day.
ALTER TABLE network_participant ADD awaited boolean NOT NULL DEFAULT false;
UPDATE network_participant p SET awaited = true FROM network_meeting m WHERE m.id = p.meeting_id AND m.status = 1;
CREATE INDEX network_participant_awaited ON network_participant (organisation, meeting_id) WHERE awaited;
CREATE INDEX network_meeting_planned ON network_meeting (organisation, planned_on, id) WHERE status = 1;
