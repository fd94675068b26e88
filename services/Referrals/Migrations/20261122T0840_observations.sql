-- Observations for services and law. The last addressing stands beside the list of all: lists and summaries look for it.
CREATE TABLE observation (
  id                     uuid PRIMARY KEY,
  version                bigint NOT NULL,
  organisation           text NOT NULL,
  observed_on            date NOT NULL,
  kind                   text NOT NULL,
  services               text[] NOT NULL,
  benefits               text[] NOT NULL,
  law                    text NOT NULL,
  municipality           text NOT NULL,
  programme              text NOT NULL,
  description            text NOT NULL,
  proposal               text NOT NULL,
  status                 int NOT NULL,
  addressings            jsonb NOT NULL,
  addressee_organisation text NOT NULL,
  sent_on                date,
  replied_on             date,
  reply_by               date,
  end_reason             text NOT NULL,
  recorded_at            timestamptz NOT NULL
);
CREATE INDEX observation_by_organisation ON observation (organisation, observed_on DESC, id DESC);
CREATE INDEX observation_by_addressee ON observation (addressee_organisation, observed_on DESC, id DESC) WHERE addressee_organisation <> '';
