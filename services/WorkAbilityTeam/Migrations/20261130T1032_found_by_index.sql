-- A list that asks for few among many, by state above all, finds them by an index; what is due is found by whose it is.
CREATE INDEX plan_by_state ON plan (organisation, state, id DESC);
CREATE INDEX plan_measure_due_of ON plan_measure (organisation, owner, due_on, id) WHERE state IN (1, 2, 4);
CREATE INDEX meeting_by_state ON meeting (organisation, state, on_day DESC, id DESC);
CREATE INDEX case_naming_by_state ON case_naming (organisation, state, id DESC);
CREATE INDEX case_naming_by_named_state ON case_naming (named_organisation, state, id DESC);
CREATE INDEX consultation_by_state ON consultation (organisation, state, id DESC);
CREATE INDEX consultation_by_asker_state ON consultation (asking_organisation, state, id DESC);
CREATE INDEX consultation_unanswered ON consultation (organisation, answer_due_on) WHERE state = 1;
CREATE INDEX consultation_unanswered_of_asker ON consultation (asking_organisation, answer_due_on) WHERE state = 1;
CREATE INDEX consultation_by_kind ON consultation (organisation, kind, id DESC);
CREATE INDEX consultation_by_topic ON consultation (organisation, topic, id DESC);
CREATE INDEX consultation_session_by_kind ON consultation_session (organisation, kind, held_on DESC, id DESC);
CREATE INDEX slot_by_state ON slot (organisation, state, starts_at, id);
CREATE INDEX assessment_by_state ON assessment (organisation, state, id DESC);
CREATE INDEX assessment_by_type ON assessment (organisation, type, id DESC);
CREATE INDEX assessment_waiting_for ON assessment (organisation, waiting_for, waiting_since, id) WHERE waiting_since IS NOT NULL;
CREATE INDEX assessment_waiting_by_type ON assessment (organisation, type, waiting_since, id) WHERE waiting_since IS NOT NULL;
CREATE INDEX assessment_application_filed ON assessment_application (organisation, filed_on);
CREATE INDEX measurement_by_state ON measurement (organisation, state, id DESC);
CREATE INDEX measurement_due_of ON measurement (organisation, owner, next_attempt_on, id) WHERE next_attempt_on IS NOT NULL;
-- Counted by the day of the answer, whatever the instrument.
CREATE INDEX measurement_answered_on ON measurement (organisation, ended_on, id) WHERE state = 3;
DROP INDEX measurement_answered;
CREATE INDEX functional_period_by_state ON functional_period (organisation, state, id DESC);
