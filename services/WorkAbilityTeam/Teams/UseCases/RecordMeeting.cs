namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Records a meeting that handled one or more cases: all of them, or none.</summary>
[Access(Team, Relation.Owner)]
internal sealed class RecordMeeting(CaseKind cases, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RecordMeetingRequest request, Check check) => check
        .Codes("professions_present", request.ProfessionsPresent, "profession", clock.CodeDay(request.HeldOn))
        .That(request.Agenda.DistinctBy(item => item.CaseId.ToLowerInvariant()).Count() == request.Agenda.Count, "agenda", "VALUE_TWICE", "each case once");

    public Task<RecordMeetingResponse> Handle(RecordMeetingRequest request, Call call)
    {
        Guid[] ids = [.. request.Agenda.Select(item => Guid.Parse(item.CaseId))];

        return unitOfWork
            .Load(
                request,
                call,
                CaseStore.ByIds(ids).Unguarded("each case changes by its version"),
                CaseStore.MeetingsOf(ids).Unguarded("what is shown beside it; a meeting changes the case's version"),
                CaseStore.CoachingsOf(ids).Unguarded("the same of coachings"),
                (found, meetings, coachings) => (Cases: found!, Meetings: meetings!, Coachings: coachings!, Decisive: Decisive(ids, found!, call)))
            .Authorize(
                found => new AuditSubject(found.Decisive.Case?.Client.Id, "case", found.Decisive.Id),
                found => found.Decisive.Case?.RelationOf(call.Caller))
            .WriteAsync(async (found, commit) =>
            {
                var meeting = Compose(request, call);
                var handlings = request.Agenda.ToDictionary(item => Guid.Parse(item.CaseId), item => Handling(item, meeting));
                var now = new Dictionary<Guid, TeamCase>();
                // In the order of their ids, so that two meetings that share cases wait for each other instead of locking each other out.
                foreach (var teamCase in found.Cases)
                {
                    var met = await cases.ApplyAsync(commit, teamCase, teamCase.Meet(meeting.HeldOn));
                    var handled = found.Meetings.Where(other => other.CaseId == teamCase.Id).Append(handlings[teamCase.Id]);
                    now[teamCase.Id] = met.At(teamCase.Version + 1) with
                    {
                        Meetings = [.. handled.OrderBy(each => each.HeldOn).ThenBy(each => each.MeetingId)],
                        Coachings = [.. found.Coachings.Where(coaching => coaching.CaseId == teamCase.Id)],
                    };
                }

                commit.Add(CaseStore.MeetingRow.Insert(meeting));
                foreach (var handling in handlings.Values) { commit.Add(CaseStore.CaseHandlingRow.Insert(handling)); }
                commit.Fact(FactOf(meeting, found.Cases, handlings), [.. found.Cases.Select(teamCase => teamCase.Client.Id.ToString()).Distinct()]);
                return new RecordMeetingResponse { MeetingId = meeting.Id.ToString(), Cases = { ids.Select(id => now[id].ToMessage()) } };
            });
    }

    // One case of another team refuses the whole meeting, and the row of the refusal names that one.
    private static (Guid Id, TeamCase? Case) Decisive(Guid[] ids, IReadOnlyList<TeamCase> cases, Call call) =>
        ids.Select(id => (Id: id, Case: cases.FirstOrDefault(found => found.Id == id))).MinBy(one => one.Case?.RelationOf(call.Caller) ?? Relation.None);

    private Meeting Compose(RecordMeetingRequest request, Call call) => new(
        Guid.CreateVersion7(time.GetUtcNow()),
        call.Caller.Organisation,
        clock.DayOrToday("held_on", request.HeldOn),
        [.. request.ProfessionsPresent],
        request.Mode,
        request.Minutes,
        time.GetUtcNow());

    private static CaseHandling Handling(AgendaCase item, Meeting meeting) => new(
        Guid.Parse(item.CaseId),
        meeting.Id,
        meeting.HeldOn,
        item.ClientPart,
        item.Recommendation,
        [.. item.Actions.Select(action => new OwnedAction(action.Text, action.Owner, action.DueOn.ToDay()))]);

    private static MeetingHeld FactOf(Meeting meeting, IReadOnlyList<TeamCase> cases, Dictionary<Guid, CaseHandling> handlings)
    {
        var fact = new MeetingHeld
        {
            MeetingId = meeting.Id.ToString(),
            Organisation = meeting.Organisation,
            HeldOn = meeting.HeldOn.ToDate(),
            Mode = meeting.Mode,
            Minutes = meeting.Minutes,
        };
        fact.ProfessionsPresent.AddRange(meeting.Professions);
        fact.Cases.AddRange(cases.Select(teamCase => new HandledCase
        {
            CaseId = teamCase.Id.ToString(),
            ClientId = teamCase.Client.Id.ToString(),
            ClientPresent = handlings[teamCase.Id].ClientPresent,
        }));
        return fact;
    }
}
