namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Meetings and their agendas.</summary>
[Row<Meeting>("meeting", Alias = "m", Skip = ["Agenda", "Actions"], Json = ["Attendees"], JsonContext = typeof(CaseJson),
    Fixed = ["Organisation", "TeamId", "RecordedAt"])]
[Row<AgendaItem>("case_meeting", Alias = "a", Computed = ["ClientId"])]
internal static partial class MeetingStore
{
    /// <summary>To be changed, with its agenda and what it agreed on.</summary>
    public static AggregateQuery<Meeting> Whole(Guid id) => Aggregate.Of("meeting", id, ById(id), AgendaOf(id), ActionStore.OfMeeting(id), Together);

    public static Meeting Together(Meeting meeting, IReadOnlyList<AgendaItem> agenda, IReadOnlyList<OwnedAction> actions) =>
        meeting with { Agenda = agenda, Actions = actions };

    public static Query<Meeting> ById(Guid id) => new($"SELECT {MeetingRow.Columns} FROM meeting m WHERE m.id = {id}", MeetingRow.Read);

    public static Query<IReadOnlyList<AgendaItem>> AgendaOf(Guid meetingId) =>
        new Query<AgendaItem>(
            $"SELECT {AgendaItemRow.Columns} FROM {Agendas} WHERE a.meeting_id = {meetingId} ORDER BY a.number, a.case_id", AgendaItemRow.Read).All();

    /// <summary>On which agendas these cases are or were, the earliest meeting first.</summary>
    public static Query<IReadOnlyList<AgendaItem>> AgendasOf(params Guid[] caseIds) =>
        new Query<AgendaItem>(
            $"SELECT {AgendaItemRow.Columns} FROM {Agendas} WHERE a.case_id = ANY({caseIds}) ORDER BY a.held_on, a.meeting_id", AgendaItemRow.Read).All();

    /// <summary>The latest day first.</summary>
    public static Query<Meeting> Of(Caller caller, DateOnly today, MeetingFilter filter, DateOnly beforeDay, Guid beforeId, int limit)
    {
        Sql where = $"m.organisation = {caller.Organisation}";
        if (filter.Shared)
        {
            where = $"""
                m.organisation <> {caller.Organisation} AND m.team_id IN (SELECT team_id FROM team_member
                  WHERE organisation = {caller.Organisation} AND worker = {caller.Subject} AND from_day <= {today} AND (to_day IS NULL OR to_day >= {today}))
                """;
        }

        if (filter.State == MeetingState.Unspecified) { where = $"{where} AND m.state <> {(int)MeetingState.EnteredInError}"; }
        else { where = $"{where} AND m.state = {(int)filter.State}"; }
        if (filter.TeamId is { } team) { where = $"{where} AND m.team_id = {team}"; }
        if (filter.From is { } from) { where = $"{where} AND m.on_day >= {from}"; }
        if (filter.To is { } to) { where = $"{where} AND m.on_day <= {to}"; }
        return new(
            $"""
            SELECT {MeetingRow.Columns} FROM meeting m WHERE {where} AND (m.on_day, m.id) < ({beforeDay}, {beforeId})
            ORDER BY m.on_day DESC, m.id DESC LIMIT {limit}
            """,
            MeetingRow.Read);
    }

    public static Sql ForgetAgenda(Meeting meeting) => $"DELETE FROM case_meeting WHERE meeting_id = {meeting.Id}";

    private static Sql Agendas => $"case_meeting a JOIN team_case c ON c.id = a.case_id";
}

/// <summary>Which meetings; unspecified: all but mistakes.</summary>
internal sealed record MeetingFilter(Guid? TeamId, MeetingState State, DateOnly? From, DateOnly? To, bool Shared);
