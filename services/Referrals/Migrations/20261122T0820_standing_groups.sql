-- Standing groups and their meetings; what these decide are agreed actions.
CREATE TABLE standing_group (
  id             uuid PRIMARY KEY,
  version        bigint NOT NULL,
  organisation   text NOT NULL REFERENCES organisation,
  kind           text NOT NULL,
  name           text COLLATE "fi-x-icu" NOT NULL,
  mandate        text NOT NULL,
  programme      text NOT NULL,
  municipalities text[] NOT NULL,
  from_day       date NOT NULL,
  to_day         date,
  ended_on       date,
  members        jsonb NOT NULL
);
CREATE INDEX standing_group_by_name ON standing_group (name, id);
CREATE INDEX standing_group_by_organisation ON standing_group (organisation, name, id);

CREATE TABLE group_meeting (
  id           uuid PRIMARY KEY,
  version      bigint NOT NULL,
  group_id     uuid NOT NULL REFERENCES standing_group,
  status       int NOT NULL,
  planned_on   date,
  starts_at    timestamptz,
  mode         int NOT NULL,
  place        text NOT NULL,
  agenda       text NOT NULL,
  held_on      date,
  minutes      int NOT NULL,
  notes        text NOT NULL,
  participants jsonb NOT NULL,
  end_reason   text NOT NULL,
  convened_on  date NOT NULL,
  on_day       date NOT NULL,
  recorded_at  timestamptz NOT NULL
);
CREATE INDEX group_meeting_by_day ON group_meeting (group_id, on_day DESC, id DESC);
CREATE INDEX group_meeting_planned ON group_meeting (group_id) WHERE status = 1;
