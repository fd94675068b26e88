namespace Tyokyky.JobCoaching.Groups;

/// <summary>Groups, their members, their sessions and who came.</summary>
[Row<CoachingGroup>("coaching_group", Alias = "g", Skip = ["Member"], Computed = ["Members"], Fixed = ["Organisation"],
    Columns =
    [
        "Told.Name=name", "Told.Kind=kind", "Told.Programme=programme", "Told.Place=place", "Told.Capacity=capacity",
        "Told.Leader=leader", "Told.LeaderName=leader_name", "Told.From=from_day", "Told.Until=to_day",
    ])]
[Row<GroupMember>("coaching_group_member", Alias = "m", Computed = ["Present", "AbsentWithNotice", "AbsentWithoutNotice"],
    Fixed = ["GroupId", "Client", "CoachingId", "JoinedOn"])]
[Row<GroupSession>("coaching_group_session", Alias = "s", Skip = ["Members", "Attendance"], Columns = ["On=on_day"],
    Fixed = ["GroupId", "Organisation", "Kind", "Programme", "On", "Minutes", "Place", "Topic"])]
[Row<AttendedMember>(Alias = "a", Key = "MemberId")]
internal static partial class GroupStore
{
    private const int Present = (int)Attendance.Present;
    private const int AbsentWithNotice = (int)Attendance.AbsentWithNotice;
    private const int AbsentWithoutNotice = (int)Attendance.AbsentWithoutNotice;
    private const int Held = (int)GroupSessionState.Held;
    private const int Planned = (int)GroupSessionState.Planned;
    private const int SessionMistake = (int)GroupSessionState.EnteredInError;

    /// <summary>To be changed.</summary>
    public static AggregateQuery<CoachingGroup> Whole(Guid id) => Aggregate.Of("coaching-group", id, ById(id));

    /// <summary>To change one of its memberships.</summary>
    public static AggregateQuery<CoachingGroup> OfMember(Guid memberId) => Aggregate.Of(
        "coaching-group-member",
        memberId,
        new Query<CoachingGroup>(
            $"SELECT {CoachingGroupRow.Columns} FROM {WithMembers} WHERE g.id = (SELECT group_id FROM coaching_group_member WHERE id = {memberId})",
            CoachingGroupRow.Read),
        new Query<GroupMember>($"SELECT {GroupMemberRow.Columns} FROM {WithAttendance} WHERE m.id = {memberId}", GroupMemberRow.Read),
        (group, member) => group with { Member = member });

    public static Query<CoachingGroup> ById(Guid id) => new($"SELECT {CoachingGroupRow.Columns} FROM {WithMembers} WHERE g.id = {id}", CoachingGroupRow.Read);

    /// <summary>Newest first: ids are made in order of time.</summary>
    public static Query<CoachingGroup> OfOrganisation(string organisation, CoachingGroupState state, string kind, string programme, Guid before, int limit) =>
        new(
            $"""
            SELECT {CoachingGroupRow.Columns} FROM {WithMembers} WHERE g.organisation = {organisation} AND g.id < {before}
            {SqlParts.If(state != CoachingGroupState.Unspecified, $" AND g.state = {(int)state}")}
            {SqlParts.If(kind.Length > 0, $" AND g.kind = {kind}")}{SqlParts.If(programme.Length > 0, $" AND g.programme = {programme}")}
            ORDER BY g.id DESC LIMIT {limit}
            """,
            CoachingGroupRow.Read);

    /// <summary>A membership that goes on, of the same client under any id.</summary>
    public static Query<Guid?> Membership(Guid groupId, Guid clientId) =>
        new(
            $"""
            SELECT id FROM coaching_group_member
            WHERE group_id = {groupId} AND client_id = ANY(tyokyky_same_client({clientId})) AND left_on IS NULL AND error_reason = ''
            """,
            row => row.GetGuid(0));

    /// <summary>In the order in which they joined.</summary>
    public static Query<GroupMember> Members(Guid groupId, DateOnly afterDay, Guid afterId, int limit) =>
        new(
            $"""
            SELECT {GroupMemberRow.Columns} FROM {WithAttendance}
            WHERE m.group_id = {groupId} AND (m.joined_on, m.id) > ({afterDay}, {afterId}) ORDER BY m.joined_on, m.id LIMIT {limit}
            """,
            GroupMemberRow.Read);

    /// <summary>The last held session of which the member's attendance is told.</summary>
    public static Query<DateOnly?> LastTold(Guid memberId) =>
        new(
            $"""
            SELECT s.on_day FROM coaching_group_attendance a JOIN coaching_group_session s ON s.id = a.session_id AND s.state = {Held}
            WHERE a.member_id = {memberId} ORDER BY s.on_day DESC LIMIT 1
            """,
            row => row.GetFieldValue<DateOnly>(0));

    /// <summary>Its sessions and members that are no mistakes: whether one is planned, the last one's day, and whether there is anything at all.</summary>
    public static Query<GroupUse> Use(Guid groupId) =>
        new(
            $"""
            SELECT EXISTS ({PlannedIn(groupId)}),
              (SELECT max(on_day) FROM coaching_group_session WHERE group_id = {groupId} AND state <> {SessionMistake}),
              EXISTS ({UsesOf(groupId)})
            """,
            row => new GroupUse(row.GetBoolean(0), row.IsDBNull(1) ? null : row.GetFieldValue<DateOnly>(1), row.GetBoolean(2)));

    public static Sql PlannedIn(Guid groupId) => $"SELECT FROM coaching_group_session WHERE group_id = {groupId} AND state = {Planned}";

    public static Sql UsesOf(Guid groupId) =>
        $"""
        SELECT FROM coaching_group_session WHERE group_id = {groupId} AND state <> {SessionMistake}
        UNION ALL SELECT FROM coaching_group_member WHERE group_id = {groupId} AND error_reason = ''
        """;

    /// <summary>Whoever plans a session meanwhile waits.</summary>
    public static Sql Lock(Guid groupId) => $"SELECT id FROM coaching_group WHERE id = {groupId} FOR UPDATE";

    /// <summary>What the membership's sessions told of it, taken back from them.</summary>
    public static Sql TakeAttendanceBack(Guid memberId) =>
        $"""
        WITH gone AS (DELETE FROM coaching_group_attendance WHERE member_id = {memberId} RETURNING session_id, attendance)
        UPDATE coaching_group_session s SET version = version + 1, present = present - (gone.attendance = {Present})::int,
          absent_with_notice = absent_with_notice - (gone.attendance = {AbsentWithNotice})::int,
          absent_without_notice = absent_without_notice - (gone.attendance = {AbsentWithoutNotice})::int
        FROM gone WHERE s.id = gone.session_id
        """;

    /// <summary>To be changed.</summary>
    public static AggregateQuery<GroupSession> WholeSession(Guid id) => Aggregate.Of("coaching-group-session", id, Session(id));

    /// <summary>To tell who came: with the group, which keeps its members as they are, and the members of the day.</summary>
    public static AggregateQuery<GroupSession> WithMembersOfDay(Guid id) => Aggregate.Of(
        "coaching-group-session",
        id,
        Session(id),
        new Query<GroupMember>(
            $"""
            SELECT {GroupMemberRow.Columns} FROM {WithAttendance}
            WHERE m.error_reason = '' AND EXISTS (
              SELECT FROM coaching_group_session s
              WHERE s.id = {id} AND s.group_id = m.group_id AND m.joined_on <= s.on_day AND (m.left_on IS NULL OR m.left_on >= s.on_day))
            ORDER BY m.joined_on, m.id
            """,
            GroupMemberRow.Read).All(),
        (session, members) => session with { Members = members });

    /// <summary>Something when the members of the session's day are others than those that were read with it.</summary>
    public static Sql OtherMembers(GroupSession session)
    {
        var read = session.Members.Select(member => member.Id).ToArray();
        return
            $"""
            SELECT FROM (
              SELECT coalesce(array_agg(m.id), ARRAY[]::uuid[]) AS ids FROM coaching_group_member m
              WHERE m.group_id = {session.GroupId} AND m.error_reason = '' AND m.joined_on <= {session.On}
                AND (m.left_on IS NULL OR m.left_on >= {session.On})) now
            WHERE NOT (now.ids @> {read} AND now.ids <@ {read})
            """;
    }

    public static Query<GroupSession> Session(Guid id) =>
        new($"SELECT {GroupSessionRow.Columns} FROM coaching_group_session s WHERE s.id = {id}", GroupSessionRow.Read);

    /// <summary>Who came and who did not, as it is told.</summary>
    public static Query<IReadOnlyList<AttendedMember>> AttendanceOf(Guid sessionId) =>
        new Query<AttendedMember>(
            $"""
            SELECT {AttendedMemberRow.Columns} FROM (
              SELECT t.member_id, t.attendance, m.client_id, m.age_band, m.municipality, m.programme, m.sex, m.contact_language, m.customer_profile, m.joined_on
              FROM coaching_group_attendance t JOIN coaching_group_member m ON m.id = t.member_id WHERE t.session_id = {sessionId}) a
            ORDER BY a.joined_on, a.member_id
            """,
            AttendedMemberRow.Read).All();

    /// <summary>Latest day first.</summary>
    public static Query<GroupSession> Sessions(Guid groupId, DateOnly beforeDay, Guid beforeId, int limit) =>
        new(
            $"""
            SELECT {GroupSessionRow.Columns} FROM coaching_group_session s
            WHERE s.group_id = {groupId} AND (s.on_day, s.id) < ({beforeDay}, {beforeId}) ORDER BY s.on_day DESC, s.id DESC LIMIT {limit}
            """,
            GroupSessionRow.Read);

    /// <summary>What is told of a session's members, whole.</summary>
    public static Commit TellAttendance(this Commit commit, GroupSession session)
    {
        commit.Add($"DELETE FROM coaching_group_attendance WHERE session_id = {session.Id}");
        foreach (var one in session.Attendance)
        {
            commit.Add(
                $"INSERT INTO coaching_group_attendance (session_id, member_id, attendance) VALUES ({session.Id}, {one.MemberId}, {(int)one.Attendance})");
        }

        return commit;
    }

    /// <summary>By kind and programme: sessions by their day, persons each once.</summary>
    public static Query<GroupCount> Counts(string organisation, string programme, DateOnly from, DateOnly to) =>
        new(
            $"""
            SELECT s.kind, s.programme, count(DISTINCT s.group_id) FILTER (WHERE s.state = {Held}) AS groups,
              count(*) FILTER (WHERE s.state = {Held}) AS held, count(*) FILTER (WHERE s.state = {(int)GroupSessionState.Cancelled}) AS cancelled,
              coalesce(sum(s.minutes) FILTER (WHERE s.state = {Held}), 0)::bigint AS minutes,
              coalesce(sum(s.present) FILTER (WHERE s.state = {Held}), 0)::bigint AS present,
              coalesce(sum(s.absent_with_notice) FILTER (WHERE s.state = {Held}), 0)::bigint AS absent_with_notice,
              coalesce(sum(s.absent_without_notice) FILTER (WHERE s.state = {Held}), 0)::bigint AS absent_without_notice,
              (SELECT count(DISTINCT (SELECT min(same::text) FROM unnest(tyokyky_same_client(m.client_id)) same))
               FROM coaching_group_session h JOIN coaching_group_attendance a ON a.session_id = h.id AND a.attendance = {Present}
               JOIN coaching_group_member m ON m.id = a.member_id
               WHERE h.organisation = {organisation} AND h.state = {Held} AND h.on_day BETWEEN {from} AND {to}
                 AND h.kind = s.kind AND h.programme = s.programme) AS persons
            FROM coaching_group_session s
            WHERE s.organisation = {organisation} AND s.on_day BETWEEN {from} AND {to} AND s.state IN ({Held}, {(int)GroupSessionState.Cancelled})
              {SqlParts.If(programme.Length > 0, $" AND s.programme = {programme}")}
            GROUP BY s.kind, s.programme ORDER BY s.kind, s.programme
            """,
            row => new GroupCount(
                row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(9), row.GetInt64(6),
                row.GetInt64(7), row.GetInt64(8)));

    private static Sql WithMembers =>
        $"""
        coaching_group g CROSS JOIN LATERAL (
          SELECT count(*)::int AS members FROM coaching_group_member k WHERE k.group_id = g.id AND k.left_on IS NULL AND k.error_reason = '') held
        """;

    private static Sql WithAttendance =>
        $"""
        coaching_group_member m CROSS JOIN LATERAL (
          SELECT count(*) FILTER (WHERE a.attendance = {Present})::int AS present,
            count(*) FILTER (WHERE a.attendance = {AbsentWithNotice})::int AS absent_with_notice,
            count(*) FILTER (WHERE a.attendance = {AbsentWithoutNotice})::int AS absent_without_notice
          FROM coaching_group_attendance a JOIN coaching_group_session h ON h.id = a.session_id AND h.state = {Held}
          WHERE a.member_id = m.id) told
        """;
}

/// <summary>What hinders a group's end, or its being a mistake.</summary>
internal sealed record GroupUse(bool HasPlanned, DateOnly? LastSession, bool IsUsed);

/// <summary>What groups of a kind and programme come to.</summary>
internal sealed record GroupCount(
    string Kind, string Programme, long Groups, long Held, long Cancelled, long Minutes, long Persons, long Present, long AbsentWithNotice,
    long AbsentWithoutNotice);
