namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Agreed actions.</summary>
[Row<OwnedAction>("team_action", Alias = "o", Fixed = ["CaseId", "ClientId", "MeetingId", "Organisation", "Text", "IsClientsOwn"])]
internal static partial class ActionStore
{
    /// <summary>To be changed by itself.</summary>
    public static AggregateQuery<OwnedAction> Whole(Guid id) => Aggregate.Of("team-action", id, ById(id));

    public static Query<OwnedAction> ById(Guid id) => new($"SELECT {OwnedActionRow.Columns} FROM team_action o WHERE o.id = {id}", OwnedActionRow.Read);

    public static Query<IReadOnlyList<OwnedAction>> OfMeeting(Guid meetingId) =>
        new Query<OwnedAction>(
            $"SELECT {OwnedActionRow.Columns} FROM team_action o WHERE o.meeting_id = {meetingId} ORDER BY o.due_on, o.id", OwnedActionRow.Read).All();

    public static Query<IReadOnlyList<OwnedAction>> OfCases(params Guid[] caseIds) =>
        new Query<OwnedAction>(
            $"SELECT {OwnedActionRow.Columns} FROM team_action o WHERE o.case_id = ANY({caseIds}) ORDER BY o.due_on, o.id", OwnedActionRow.Read).All();

    /// <summary>
    /// The earliest due first, each with whether its case is open to the caller: those of the organisation's teams, or those that its workers own;
    /// of another organisation's team each worker the own alone.
    /// </summary>
    public static Query<ListedAction> Of(Caller caller, DateOnly today, ActionFilter filter, DateOnly afterDay, Guid afterId, int limit)
    {
        Sql whose = $"o.organisation = {caller.Organisation}";
        if (!filter.AgreedByTeams)
        {
            whose = $"o.owner_organisation = {caller.Organisation} AND (o.organisation = {caller.Organisation} OR o.owner = {caller.Subject})";
        }

        if (filter.Owner.Length > 0) { whose = $"{whose} AND o.owner = {filter.Owner}"; }
        // Each action's own case is looked up: OFFSET keeps the planner from gathering every case that is open to the caller instead.
        Sql isOpen =
            $"""
            (o.organisation = {caller.Organisation}
              OR EXISTS (SELECT FROM team_case c WHERE c.id = o.case_id AND {SharingStore.Opens(caller, today)} OFFSET 0))
            """;
        return Listed(whose, filter, afterDay, afterId, limit, filter.AgreedByTeams ? $"true" : isOpen);
    }

    /// <summary>A client's own, the earliest due first; mistakes are the team's alone.</summary>
    public static Query<ListedAction> OfClient(Guid clientId, ActionFilter filter, DateOnly afterDay, Guid afterId, int limit)
    {
        Sql whose =
            $"o.client_id = ANY(tyokyky_same_client({clientId})) AND o.is_clients_own AND o.state <> {(int)ActionState.EnteredInError}";
        return Listed(whose, filter, afterDay, afterId, limit, $"true");
    }

    private static Query<ListedAction> Listed(Sql whose, ActionFilter filter, DateOnly afterDay, Guid afterId, int limit, Sql isOpen)
    {
        Sql where = $"{whose} AND o.state = {(int)filter.State}";
        if (filter.CaseId is { } id) { where = $"{where} AND o.case_id = {id}"; }
        if (filter.DueBefore is { } day) { where = $"{where} AND o.due_on < {day}"; }
        return new(
            $"""
            SELECT {OwnedActionRow.Columns}, {isOpen} FROM team_action o WHERE {where} AND (o.due_on, o.id) > ({afterDay}, {afterId})
            ORDER BY o.due_on, o.id LIMIT {limit}
            """,
            row => new ListedAction(OwnedActionRow.Read(row), row.GetBoolean(OwnedActionRow.Width)));
    }
}

/// <summary>Which actions.</summary>
internal sealed record ActionFilter(bool AgreedByTeams, string Owner, Guid? CaseId, ActionState State, DateOnly? DueBefore);

/// <summary>An action on a list, and whether the reader may see whose case it is.</summary>
internal sealed record ListedAction(OwnedAction Action, bool IsCaseShown);
