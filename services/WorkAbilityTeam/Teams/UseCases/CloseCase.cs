namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Closes a case with its outcome; the task that opened it completes by the fact.</summary>
[Access(Team, Relation.Owner)]
internal sealed class CloseCase(CaseKind cases, IBusinessClock clock)
{
    public void Validate(CloseCaseRequest request, Check check) =>
        check.Outcome(request.Outcome, clock.CodeDay(request.ClosedOn));

    public Task<CloseCaseResponse> Handle(CloseCaseRequest request, Call call)
    {
        return cases.ChangeAsync(
            request,
            call,
            CaseStore.Whole(Guid.Parse(request.CaseId)),
            teamCase => teamCase.Close(request.Outcome, request.OutcomeText, clock.DayOrToday("closed_on", request.ClosedOn)),
            teamCase => new CloseCaseResponse { TeamCase = teamCase });
    }
}
