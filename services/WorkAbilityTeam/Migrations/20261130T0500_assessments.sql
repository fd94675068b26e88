-- An assessment with its legs; what waits the longest is found by its first open day. Statements and applications are rows of their own: a statement
-- is looked for by its author's organisation, an application counted by what it rests on.
CREATE TABLE assessment (
  id                          uuid PRIMARY KEY,
  version                     bigint NOT NULL,
  client_id                   uuid NOT NULL,
  age_band                    int NOT NULL,
  municipality                text NOT NULL,
  programme                   text NOT NULL,
  sex                         int NOT NULL,
  contact_language            text NOT NULL,
  customer_profile            text NOT NULL,
  organisation                text NOT NULL,
  case_id                     uuid REFERENCES team_case,
  referral_id                 uuid,
  task_id                     uuid,
  repeats                     uuid REFERENCES assessment,
  type                        text NOT NULL,
  question                    text NOT NULL,
  recorded_at                 timestamptz NOT NULL,
  state                       int NOT NULL,
  performer                   text NOT NULL,
  purchase_order_number       text,
  purchase_payment_commitment text,
  purchase_provider           text,
  purchase_price_cents        bigint,
  purchase_report_due_on      date,
  legs                        jsonb NOT NULL,
  parts                       jsonb NOT NULL,
  sent_on                     date,
  sent_to                     text NOT NULL,
  appointment                 jsonb,
  missed_appointments         int NOT NULL,
  follow_up                   jsonb,
  outcome                     text NOT NULL,
  end_reason                  text NOT NULL,
  is_completed                boolean NOT NULL,
  waiting_for                 int,
  waiting_since               date
);
CREATE INDEX assessment_by_organisation ON assessment (organisation, id DESC);
CREATE INDEX assessment_waiting ON assessment (organisation, waiting_since, id) WHERE waiting_since IS NOT NULL;
CREATE INDEX assessment_by_client ON assessment (client_id, organisation, id DESC);
CREATE INDEX assessment_by_case ON assessment (case_id, id DESC);
CREATE INDEX assessment_by_task ON assessment (task_id, id);
CREATE INDEX assessment_by_repeated ON assessment (repeats);
-- A task opens one at a time at an organisation, however often it is told.
CREATE UNIQUE INDEX assessment_once_by_task ON assessment (task_id, organisation);

CREATE TABLE assessment_statement (
  id                   uuid PRIMARY KEY,
  assessment_id        uuid NOT NULL REFERENCES assessment,
  number               int NOT NULL,
  type                 text NOT NULL,
  reference            text NOT NULL,
  author               text NOT NULL,
  author_organisation  text NOT NULL,
  stated_on            date NOT NULL,
  conclusion           text NOT NULL,
  functional_limits    text[] NOT NULL,
  sufficiency          int NOT NULL,
  insufficiency_reason text NOT NULL,
  judged_on            date
);
CREATE UNIQUE INDEX assessment_statement_by_assessment ON assessment_statement (assessment_id, number);
CREATE INDEX assessment_statement_insufficient ON assessment_statement (author_organisation, judged_on DESC, id DESC) WHERE sufficiency = 2;

CREATE TABLE assessment_application (
  id             uuid PRIMARY KEY,
  assessment_id  uuid NOT NULL REFERENCES assessment,
  organisation   text NOT NULL,
  statement_type text NOT NULL,
  type           text NOT NULL,
  addressee      text NOT NULL,
  filed_on       date NOT NULL,
  state          int NOT NULL,
  decision       int NOT NULL,
  decided_on     date,
  appealed_on    date
);
CREATE INDEX assessment_application_by_assessment ON assessment_application (assessment_id, id);
CREATE INDEX assessment_application_counted ON assessment_application (organisation, statement_type, addressee, filed_on);
