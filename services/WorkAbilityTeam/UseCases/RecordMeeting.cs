namespace Tyokyky.WorkAbilityTeam.UseCases;

/// <summary>Records a meeting that handled one or more cases: all of them, or none.</summary>
[Access(Team, Relation.Owner)]
internal sealed class RecordMeeting(UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public async Task<RecordMeetingResponse> Handle(RecordMeetingRequest request, Call call)
    {
        CheckShape(request);
        Guid[] ids = [.. request.Agenda.Select(item => Guid.Parse(item.CaseId))];

        var (cases, meetings, coachings) = await unitOfWork.LoadAsync(call, request, CaseStore.ByIds(ids), CaseStore.MeetingsOf(ids), CaseStore.CoachingsOf(ids));
        AdmitToAll(ids, cases!, call);
        if (call.Replay<RecordMeetingResponse>() is { } done)
        {
            return done;
        }

        var meeting = Compose(request, call);
        var handlings = request.Agenda.ToDictionary(item => Guid.Parse(item.CaseId), item => Handling(item, meeting));
        CaseChange[] changes = [.. cases!.Select(teamCase => teamCase.Meet(meeting.HeldOn))];

        var commit = unitOfWork.Commit(call, request);
        // In the order of their ids, so that two meetings that share cases wait for each other instead of locking each other out.
        foreach (var change in changes)
        {
            commit.Guard(CaseStore.Update(change.Case)).Transition(change.Transition).LogChange(change.Case.Client.Id, change.Case.ObjectType, change.Case.Id);
        }

        commit.Add(CaseStore.Insert(meeting));
        foreach (var handling in handlings.Values)
        {
            commit.Add(CaseStore.Insert(handling));
        }

        var shown = meetings!.Concat(handlings.Values).OrderBy(handling => handling.HeldOn).ThenBy(handling => handling.MeetingId).ToList();
        var response = new RecordMeetingResponse { MeetingId = meeting.Id.ToString() };
        response.Cases.AddRange(ids.Select(id => changes.First(change => change.Case.Id == id).Case.ToMessage(shown, coachings!)));
        return await commit
            .Fact(FactOf(meeting, changes, handlings), [.. changes.Select(change => change.Case.Client.Id.ToString()).Distinct()])
            .SaveAsync(response);
    }

    private void CheckShape(RecordMeetingRequest request) => Check.Shape(check => check
        .OptionalDay("held_on", request.HeldOn)
        .NotEmpty("professions_present", request.ProfessionsPresent)
        .MaxCount("professions_present", request.ProfessionsPresent, 50)
        .Codes("professions_present", request.ProfessionsPresent, "profession", clock.CodeDay(request.HeldOn))
        .Specified("mode", request.Mode)
        .Range("minutes", request.Minutes, 0, 1440)
        .NotEmpty("agenda", request.Agenda)
        .MaxCount("agenda", request.Agenda, 50)
        .That(request.Agenda.DistinctBy(item => item.CaseId.ToLowerInvariant()).Count() == request.Agenda.Count, "agenda", "VALUE_TWICE", "each case once")
        .Each("agenda", request.Agenda, (each, item) => each
            .Uuid("case_id", item.CaseId)
            .Specified("client_part", item.ClientPart)
            .MaxLength("recommendation", item.Recommendation, 2000)
            .MaxCount("actions", item.Actions, 50)
            .Each("actions", item.Actions, (of, action) => of
                .Required("text", action.Text).MaxLength("text", action.Text, 500)
                .Required("owner", action.Owner).MaxLength("owner", action.Owner, 200)
                .Day("due_on", action.DueOn))));

    // One case of another team refuses the whole meeting, and the row of the refusal names that one.
    private static void AdmitToAll(Guid[] ids, IReadOnlyList<TeamCase> cases, Call call)
    {
        foreach (var id in ids)
        {
            var teamCase = cases.FirstOrDefault(found => found.Id == id);
            call.SetAuditSubject(teamCase?.Client.Id.ToString(), "case", id.ToString());
            call.Authorize(teamCase, teamCase?.RelationOf(call.Caller));
        }
    }

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

    private static MeetingHeld FactOf(Meeting meeting, CaseChange[] changes, Dictionary<Guid, CaseHandling> handlings)
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
        fact.Cases.AddRange(changes.Select(change => new HandledCase
        {
            CaseId = change.Case.Id.ToString(),
            ClientId = change.Case.Client.Id.ToString(),
            ClientPresent = handlings[change.Case.Id].ClientPresent,
        }));
        return fact;
    }
}
