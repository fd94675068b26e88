namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Records a meeting that was not planned here and handled one or more cases: all of them, or none.</summary>
[Access(Team, Relation.Owner)]
internal sealed class RecordMeeting(
    CaseKind cases, MeetingKind meetings, ActionOwners owners, Database database, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RecordMeetingRequest request, Check check) => check
        .Codes("professions_present", request.ProfessionsPresent, "profession", clock.CodeDay(request.HeldOn))
        .EachCaseOnce("agenda", request.Agenda.Select(item => item.CaseId))
        .Each("agenda", request.Agenda, (each, item) => each.Each("actions", item.Actions, CaseChecks.Action));

    public Task<RecordMeetingResponse> Handle(RecordMeetingRequest request, Call call)
    {
        Guid[] ids = [.. request.Agenda.Select(item => Guid.Parse(item.CaseId))];

        return unitOfWork
            .Load(
                request,
                call,
                CaseStore.ByIds(ids).Unguarded("each case changes by its version"),
                MeetingStore.AgendasOf(ids).Unguarded("what is shown beside it; a meeting changes the case's version"),
                CaseStore.CoachingsOf(ids).Unguarded("the same of coachings"),
                (found, agendas, coachings) => (Cases: found!, Agendas: agendas!, Coachings: coachings!, Decisive: DecisiveCase.Of(ids, found!, call)))
            .Authorize(
                found => new AuditSubject(found.Decisive.Case?.Client.Id, "case", found.Decisive.Id),
                found => found.Decisive.Case?.RelationOf(call.Caller))
            .WriteAsync(async (found, commit) =>
            {
                var meeting = await ComposeAsync(request, found.Cases, call);
                var now = new Dictionary<Guid, TeamCase>();
                // In the order of their ids, so that two meetings that share cases wait for each other instead of locking each other out.
                foreach (var teamCase in found.Cases)
                {
                    var met = await cases.ApplyAsync(commit, teamCase, teamCase.Meet(meeting.OnDay));
                    var agendas = found.Agendas.Concat(meeting.Agenda).Where(item => item.CaseId == teamCase.Id);
                    now[teamCase.Id] = met.At(teamCase.Version + 1) with
                    {
                        Meetings = [.. agendas.OrderBy(item => item.HeldOn).ThenBy(item => item.MeetingId)],
                    };
                }

                await meetings.ApplyAsync(commit, null, (meeting, meeting.Recorded()));
                var (actions, invitations) = await database.ManyAsync(ActionStore.OfCases(ids), CaseStore.InvitationsOf(ids), call.Cancel);
                OwnedAction[] all = [.. actions!.Concat(meeting.Actions).OrderBy(action => action.DueOn).ThenBy(action => action.Id)];
                return new RecordMeetingResponse
                {
                    MeetingId = meeting.Id.ToString(),
                    Cases =
                    {
                        ids.Select(id => CaseMessages.ToMessage(
                            now[id] with { Invitations = [.. invitations!.Where(one => one.CaseId == id).Select(one => one.Invitation)] },
                            found.Coachings,
                            all,
                            Relation.Owner,
                            call)),
                    },
                };
            });
    }

    private async Task<Meeting> ComposeAsync(RecordMeetingRequest request, IReadOnlyList<TeamCase> found, Call call)
    {
        var on = clock.DayOrToday("held_on", request.HeldOn);
        var teamId = Ids.Optional(request.TeamId);
        await owners.RequireTeamAsync(teamId, call.Caller.Organisation, on, call);
        var byId = found.ToDictionary(teamCase => teamCase.Id);
        var meeting = new Meeting
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Organisation = call.Caller.Organisation,
            TeamId = teamId,
            State = MeetingState.Held,
            HeldOn = on,
            Mode = request.Mode,
            Minutes = request.Minutes,
            Professions = [.. request.ProfessionsPresent],
            RecordedAt = MicrosecondTime.Of(time.GetUtcNow()),
        };
        var agenda = request.Agenda.Index().Select(one => new AgendaItem
        {
            CaseId = Guid.Parse(one.Item.CaseId),
            MeetingId = meeting.Id,
            ClientId = byId[Guid.Parse(one.Item.CaseId)].Client.Id,
            HeldOn = on,
            Number = one.Index + 1,
            State = AgendaState.Handled,
            ClientPart = one.Item.ClientPart,
            Recommendation = one.Item.Recommendation,
            PackageVersion = byId[Guid.Parse(one.Item.CaseId)].PackageVersion,
        });
        meeting = meeting with { Agenda = [.. agenda] };
        return meeting with { Actions = await owners.ComposeAsync("agenda", request.Agenda, meeting, call) };
    }
}
