using Npgsql;

namespace Tyokyky.Referrals.Networks;

/// <summary>Agreed actions of meetings, with the client as far as a reader is told.</summary>
[Row<AgreedAction>("agreed_action", Alias = "a", Columns = ["Owner.Worker=owner"],
    Fixed = ["Source", "MeetingId", "Organisation", "Text", "IsClientsOwn", "AgreedOn"])]
[Row<ToldClient>]
internal static partial class AgreedActionStore
{
    /// <summary>To be changed by itself.</summary>
    public static AggregateQuery<ToldAction> Whole(Guid id, string reader) => Aggregate.Of("agreed-action", id, ById(id, reader));

    public static Query<IReadOnlyList<AgreedAction>> OfMeeting(Guid meetingId) =>
        new Query<AgreedAction>(
            $"SELECT {AgreedActionRow.Columns} FROM agreed_action a WHERE a.meeting_id = {meetingId} ORDER BY a.due_on, a.id",
            AgreedActionRow.Read).All();

    public static Query<ToldAction> ById(Guid id, string reader) =>
        new($"SELECT {AgreedActionRow.Columns}, {Told(reader)} FROM agreed_action a {Meeting} WHERE a.id = {id}", ReadTold);

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
            SELECT {AgreedActionRow.Columns}, {Told(reader)} FROM agreed_action a {Meeting}
            WHERE {SqlParts.Either(filter.Convened, $"a.organisation = {reader}", $"a.owner_organisation = {reader}")} AND a.status = {(int)filter.Status}
              AND (a.due_on, a.id) > ({afterDay}, {afterId})
            {SqlParts.If(filter.Status == AgreedActionStatus.EnteredInError, $" AND a.organisation = {reader}")}
            {SqlParts.If(filter.Owner.Length > 0, $" AND a.owner = {filter.Owner}")}{Matching(filter)}
            ORDER BY a.due_on, a.id LIMIT {limit}
            """,
            ReadTold);

    /// <summary>A client's own, the earliest due first; mistakes are the conveners' alone.</summary>
    public static Query<ToldAction> OfClient(Guid clientId, ActionFilter filter, DateOnly afterDay, Guid afterId, int limit) =>
        new(
            $"""
            SELECT {AgreedActionRow.Columns}, m.client_id, cardinality(m.told) > 0, true FROM network_meeting m JOIN agreed_action a ON a.meeting_id = m.id
            WHERE m.client_id = ANY(tyokyky_same_client({clientId})) AND a.is_clients_own AND a.status = {(int)filter.Status}
              AND a.status <> {(int)AgreedActionStatus.EnteredInError}
              AND (a.due_on, a.id) > ({afterDay}, {afterId}){Matching(filter)}
            ORDER BY a.due_on, a.id LIMIT {limit}
            """,
            ReadTold);

    /// <summary>The client of the meeting, as far as the reader is told; a mistake is the convener's alone.</summary>
    public static Sql ClientAsTold(string reader) =>
        $"CASE WHEN m.organisation = {reader} OR (m.status <> {(int)MeetingStatus.EnteredInError} AND {reader} = ANY(m.told)) THEN m.client_id END";

    private static Sql Matching(ActionFilter filter) =>
        $"""
        {SqlParts.If(filter.DueBefore is not null, $" AND a.due_on < {filter.DueBefore}")}
        {SqlParts.If(filter.MeetingId is not null, $" AND a.meeting_id = {filter.MeetingId}")}
        """;

    private static Sql Told(string reader) => $"m.client_id, coalesce(cardinality(m.told) > 0, false), {ClientAsTold(reader)} IS NOT NULL";

    private static Sql Meeting => $"LEFT JOIN network_meeting m ON m.id = a.meeting_id";

    private static ToldAction ReadTold(NpgsqlDataReader row) => new(AgreedActionRow.Read(row), ToldClientRow.Read(row, AgreedActionRow.Width));
}

/// <summary>Which actions.</summary>
internal sealed record ActionFilter(bool Convened, string Owner, AgreedActionStatus Status, DateOnly? DueBefore, Guid? MeetingId);

/// <summary>The client of an action's meeting: whether named to anybody, and to the reader.</summary>
internal sealed record ToldClient(Guid? Id, bool IsNamed, bool IsTold);

/// <summary>An action with the client of its meeting.</summary>
internal sealed record ToldAction(AgreedAction Action, ToldClient Client) : IAggregate<ToldAction>
{
    public string ObjectType => Action.ObjectType;

    public Guid ObjectId => Action.Id;

    public long Version => Action.Version;

    public Etag Etag => Action.Etag;

    public ToldAction At(long version) => this with { Action = Action.At(version) };

    public Change<ToldAction> After((AgreedAction Action, Transition Transition) change) => (this with { Action = change.Action }, change.Transition);
}
