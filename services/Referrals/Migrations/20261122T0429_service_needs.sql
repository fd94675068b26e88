-- Needs assessments and what became of each need. Municipality and age band are those of the day when the need was found.
CREATE TABLE needs_assessment (
  id           uuid PRIMARY KEY,
  client_id    uuid NOT NULL REFERENCES client,
  organisation text NOT NULL,
  kind         int NOT NULL,
  participants text[] NOT NULL,
  assessed_on  date NOT NULL,
  summary      text NOT NULL,
  programme    text NOT NULL,
  recorded_at  timestamptz NOT NULL
);
CREATE INDEX needs_assessment_by_client ON needs_assessment (client_id, id DESC);

CREATE TABLE service_need (
  id            uuid PRIMARY KEY,
  version       bigint NOT NULL,
  assessment_id uuid NOT NULL REFERENCES needs_assessment,
  client_id     uuid NOT NULL,
  organisation  text NOT NULL,
  participants  text[] NOT NULL,
  service       text NOT NULL,
  description   text NOT NULL,
  status        int NOT NULL,
  status_reason text NOT NULL,
  status_by     text NOT NULL,
  provider      text NOT NULL,
  identified_on date NOT NULL,
  status_since  date NOT NULL,
  municipality  text NOT NULL,
  programme     text NOT NULL
);
CREATE INDEX service_need_by_assessment ON service_need (assessment_id, id);
CREATE INDEX service_need_by_client ON service_need (client_id, id DESC);
CREATE INDEX service_need_by_organisation ON service_need (organisation, id DESC);
CREATE INDEX service_need_unmet ON service_need (organisation, municipality, service, identified_on);
