using Npgsql;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Agreed actions of meetings, with the client as far as a reader is told.</summary>
internal static class AgreedActionStore
{
    public static Query<IReadOnlyList<AgreedAction>> OfMeeting(Guid meetingId) =>
        new Query<AgreedAction>($"SELECT {Columns} FROM agreed_action a WHERE a.meeting_id = {meetingId} ORDER BY a.due_on, a.id", row => Read(row)).All();

    public static Query<ToldAction> ById(Guid id, string reader) => new($"SELECT {Columns}, {Told(reader)} FROM agreed_action a {Meeting} WHERE a.id = {id}", ReadTold);

    /// <summary>Who may be given the action: the convener and who takes part.</summary>
    public static Query<IReadOnlyList<string>> MayDo(Guid id) =>
        new Query<string>(
            $"""
            SELECT organisation FROM agreed_action WHERE id = {id}
            UNION SELECT p.organisation FROM agreed_action a JOIN network_participant p ON p.meeting_id = a.meeting_id WHERE a.id = {id}
            UNION SELECT m.organisation FROM agreed_action a JOIN group_meeting g ON g.id = a.meeting_id JOIN standing_group s ON s.id = g.group_id,
              LATERAL (SELECT jsonb_array_elements(s.members || g.participants) ->> 'organisation' AS organisation) m WHERE a.id = {id}
            """,
            row => row.GetString(0)).All();

    /// <summary>The earliest due first: those that the reader is to do, or those of the meetings that it convened.</summary>
    public static Query<ToldAction> Of(string reader, ActionFilter filter, DateOnly afterDay, Guid afterId, int limit) =>
        new(
            $"""
            SELECT {Columns}, {Told(reader)} FROM agreed_action a {Meeting}
            WHERE {SqlParts.Either(filter.Convened, $"a.organisation = {reader}", $"a.owner_organisation = {reader}")} AND a.status = {(int)filter.Status}{SqlParts.If(filter.Status == AgreedActionStatus.EnteredInError, $" AND a.organisation = {reader}")} AND (a.due_on, a.id) > ({afterDay}, {afterId})
            {SqlParts.If(filter.Owner.Length > 0, $" AND a.owner = {filter.Owner}")}{Matching(filter)}
            ORDER BY a.due_on, a.id LIMIT {limit}
            """,
            ReadTold);

    /// <summary>A client's own, the earliest due first; mistakes are the conveners' alone.</summary>
    public static Query<ToldAction> OfClient(Guid clientId, ActionFilter filter, DateOnly afterDay, Guid afterId, int limit) =>
        new(
            $"""
            SELECT {Columns}, m.client_id, cardinality(m.told) > 0, true FROM network_meeting m JOIN agreed_action a ON a.meeting_id = m.id
            WHERE m.client_id = ANY(tyokyky_same_client({clientId})) AND a.is_clients_own AND a.status = {(int)filter.Status} AND a.status <> {(int)AgreedActionStatus.EnteredInError}
              AND (a.due_on, a.id) > ({afterDay}, {afterId}){Matching(filter)}
            ORDER BY a.due_on, a.id LIMIT {limit}
            """,
            ReadTold);

    public static Sql Insert(AgreedAction action) =>
        $"""
        INSERT INTO agreed_action (id, version, source, meeting_id, organisation, text, owner_organisation, owner, owner_name, is_clients_own, agreed_on, due_on, status, end_reason)
        VALUES ({action.Id}, {action.Version}, {(int)action.Source}, {action.MeetingId}, {action.Organisation}, {action.Text}, {action.Owner.Organisation}, {action.Owner.Worker}, {action.Owner.Name},
          {action.IsClientsOwn}, {action.AgreedOn}, {action.DueOn}, {(int)action.Status}, '')
        """;

    public static Sql Update(AgreedAction action) =>
        $"""
        UPDATE agreed_action SET version = {action.Version}, owner_organisation = {action.Owner.Organisation}, owner = {action.Owner.Worker}, owner_name = {action.Owner.Name}, due_on = {action.DueOn},
          status = {(int)action.Status}, ended_on = {action.EndedOn}, end_reason = {action.EndReason}
        WHERE id = {action.Id} AND version = {action.Version - 1}
        """;

    /// <summary>The client of the meeting, as far as the reader is told; a mistake is the convener's alone.</summary>
    public static Sql ClientAsTold(string reader) => $"CASE WHEN m.organisation = {reader} OR (m.status <> 4 AND {reader} = ANY(m.told)) THEN m.client_id END";

    private static Sql Matching(ActionFilter filter) =>
        $"{SqlParts.If(filter.DueBefore is not null, $" AND a.due_on < {filter.DueBefore}")}{SqlParts.If(filter.MeetingId is not null, $" AND a.meeting_id = {filter.MeetingId}")}";

    private static Sql Told(string reader) => $"m.client_id, cardinality(m.told) > 0, {ClientAsTold(reader)} IS NOT NULL";

    private static Sql Meeting => $"LEFT JOIN network_meeting m ON m.id = a.meeting_id";

    private static Sql Columns =>
        $"a.id, a.version, a.source, a.meeting_id, a.organisation, a.text, a.owner_organisation, a.owner, a.owner_name, a.is_clients_own, a.agreed_on, a.due_on, a.status, a.ended_on, a.end_reason";

    private static ToldAction ReadTold(NpgsqlDataReader row) => new(Read(row), row.Id(15), !row.IsDBNull(16) && row.GetBoolean(16), row.GetBoolean(17));

    private static AgreedAction Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Version = row.GetInt64(1),
        Source = (AgreedActionSource)row.GetInt32(2),
        MeetingId = row.GetGuid(3),
        Organisation = row.GetString(4),
        Text = row.GetString(5),
        Owner = new(row.GetString(6), row.GetString(7), row.GetString(8)),
        IsClientsOwn = row.GetBoolean(9),
        AgreedOn = row.GetFieldValue<DateOnly>(10),
        DueOn = row.GetFieldValue<DateOnly>(11),
        Status = (AgreedActionStatus)row.GetInt32(12),
        EndedOn = row.Day(13),
        EndReason = row.GetString(14),
    };
}

/// <summary>Which actions.</summary>
internal sealed record ActionFilter(bool Convened, string Owner, AgreedActionStatus Status, DateOnly? DueBefore, Guid? MeetingId);

/// <summary>An action with the client of its meeting: whether the client is named to anybody, and to the reader.</summary>
internal sealed record ToldAction(AgreedAction Action, Guid? ClientId, bool IsNamed, bool IsTold) : IVersioned
{
    public string ObjectType => Action.ObjectType;

    public Guid ObjectId => Action.Id;

    public Etag Etag => Action.Etag;
}
