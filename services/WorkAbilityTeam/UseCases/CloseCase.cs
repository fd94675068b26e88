namespace Tyokyky.WorkAbilityTeam.UseCases;

/// <summary>Closes a case with its outcome; the task that opened it completes by the fact.</summary>
[Access(Team, Relation.Owner)]
internal sealed class CloseCase(UnitOfWork unitOfWork, IBusinessClock clock)
{
    public void Validate(CloseCaseRequest request, Check check) => check.OptionalCode("outcome", request.Outcome, "case-outcome", clock.CodeDay(request.ClosedOn));

    public async Task<CloseCaseResponse> Handle(CloseCaseRequest request, Call call)
    {
        var id = Guid.Parse(request.CaseId);

        var (teamCase, meetings, coachings) = await unitOfWork.LoadAsync(call, request, CaseStore.ById(id), CaseStore.MeetingsOf(id), CaseStore.CoachingsOf(id));
        call.SetAuditSubject(teamCase?.Client.Id.ToString(), "case", request.CaseId);
        call.Authorize(teamCase, teamCase?.RelationOf(call.Caller));
        if (call.Replay<CloseCaseResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, teamCase.Etag);
        var (closed, transition) = teamCase.Close(request.Outcome, request.OutcomeText, clock.DayOrToday("closed_on", request.ClosedOn));

        return await unitOfWork.Commit(call, request)
            .Guard(CaseStore.Update(closed))
            .Transition(transition)
            .Fact(
                new CaseClosed
                {
                    CaseId = request.CaseId,
                    TaskId = closed.TaskId?.ToString() ?? "",
                    Client = closed.Facets(),
                    Organisation = closed.Organisation,
                    Outcome = closed.Outcome,
                    ClosedOn = closed.ClosedOn?.ToDate(),
                },
                closed.Client.Id.ToString())
            .LogChange(closed.Client.Id, closed.ObjectType, closed.Id)
            .SaveAsync(new CloseCaseResponse { TeamCase = closed.ToMessage(meetings!, coachings!) });
    }
}
