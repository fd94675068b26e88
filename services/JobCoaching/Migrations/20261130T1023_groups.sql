-- Peer and coaching groups, their members, their sessions and who came.
CREATE TABLE coaching_group (
  id           uuid PRIMARY KEY,
  version      bigint NOT NULL,
  organisation text NOT NULL,
  name         text NOT NULL,
  kind         text NOT NULL,
  programme    text NOT NULL,
  place        text NOT NULL,
  capacity     int NOT NULL,
  leader       text NOT NULL,
  leader_name  text NOT NULL,
  from_day     date NOT NULL,
  to_day       date,
  state        int NOT NULL,
  ended_on     date,
  error_reason text NOT NULL
);
CREATE INDEX coaching_group_by_organisation ON coaching_group (organisation, id DESC);

CREATE TABLE coaching_group_member (
  id               uuid PRIMARY KEY,
  group_id         uuid NOT NULL REFERENCES coaching_group,
  client_id        uuid NOT NULL,
  age_band         int NOT NULL,
  municipality     text NOT NULL,
  programme        text NOT NULL,
  sex              int NOT NULL,
  contact_language text NOT NULL,
  customer_profile text NOT NULL,
  coaching_id      uuid REFERENCES coaching,
  joined_on        date NOT NULL,
  left_on          date,
  leave_reason     text NOT NULL,
  error_reason     text NOT NULL
);
CREATE INDEX coaching_group_member_by_group ON coaching_group_member (group_id, joined_on, id);
CREATE INDEX coaching_group_member_by_client ON coaching_group_member (client_id, group_id);

CREATE TABLE coaching_group_session (
  id                    uuid PRIMARY KEY,
  version               bigint NOT NULL,
  group_id              uuid NOT NULL REFERENCES coaching_group,
  organisation          text NOT NULL,
  kind                  text NOT NULL,
  programme             text NOT NULL,
  on_day                date NOT NULL,
  minutes               int NOT NULL,
  place                 text NOT NULL,
  topic                 text NOT NULL,
  state                 int NOT NULL,
  present               int NOT NULL,
  absent_with_notice    int NOT NULL,
  absent_without_notice int NOT NULL,
  cancellation_reason   text NOT NULL,
  error_reason          text NOT NULL
);
CREATE INDEX coaching_group_session_by_group ON coaching_group_session (group_id, on_day DESC, id DESC);
CREATE INDEX coaching_group_session_by_organisation ON coaching_group_session (organisation, on_day);

CREATE TABLE coaching_group_attendance (
  session_id uuid NOT NULL REFERENCES coaching_group_session,
  member_id  uuid NOT NULL REFERENCES coaching_group_member,
  attendance int NOT NULL,
  PRIMARY KEY (session_id, member_id)
);
CREATE INDEX coaching_group_attendance_by_member ON coaching_group_attendance (member_id);
