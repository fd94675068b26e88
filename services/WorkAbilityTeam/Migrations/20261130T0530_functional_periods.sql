-- A functional assessment period at a workplace. Views of it are what somebody saw in one domain.
CREATE TABLE functional_period (
  id                    uuid PRIMARY KEY,
  version               bigint NOT NULL,
  client_id             uuid NOT NULL,
  age_band              int NOT NULL,
  municipality          text NOT NULL,
  programme             text NOT NULL,
  sex                   int NOT NULL,
  contact_language      text NOT NULL,
  customer_profile      text NOT NULL,
  organisation          text NOT NULL,
  case_id               uuid NOT NULL REFERENCES team_case,
  platform_type         text NOT NULL,
  host                  text NOT NULL,
  workplace             text NOT NULL,
  platform_id           uuid NOT NULL,
  work_trial            boolean NOT NULL,
  coaching_organisation text NOT NULL,
  planned_start         date NOT NULL,
  planned_end           date NOT NULL,
  state                 int NOT NULL,
  started_on            date,
  ended_on              date,
  end_reason            text NOT NULL,
  views                 jsonb NOT NULL,
  conclusion            text NOT NULL
);
CREATE INDEX functional_period_by_organisation ON functional_period (organisation, id DESC);
CREATE INDEX functional_period_by_client ON functional_period (client_id, organisation, id DESC);
CREATE INDEX functional_period_by_case ON functional_period (case_id, id DESC);
CREATE INDEX functional_period_started ON functional_period (organisation, started_on) WHERE started_on IS NOT NULL;
