namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Corrects a case's days and outcome; whoever was told is told anew.</summary>
[Access(Team, Relation.Owner)]
internal sealed class CorrectCase(CaseKind cases, IBusinessClock clock)
{
    public void Validate(CorrectCaseRequest request, Check check) => check
        .OptionalCode("reason", request.Reason, "correction-reason", clock.Today)
        .Outcome(request.Outcome, clock.CodeDay(request.ClosedOn))
        .That(
            request.OpenedOn is not null || request.ClosedOn is not null || request.Outcome.Length > 0,
            "opened_on", "FIELD_REQUIRED", "what is corrected: opened_on, closed_on or outcome");

    public Task<CorrectCaseResponse> Handle(CorrectCaseRequest request, Call call)
    {
        var right = new CaseCorrection(
            request.OpenedOn is null ? null : clock.DayOrToday("opened_on", request.OpenedOn),
            request.ClosedOn is null ? null : clock.DayOrToday("closed_on", request.ClosedOn),
            request.Outcome,
            request.Reason,
            request.Note);
        return cases.ChangeAsync(
            request,
            call,
            CaseStore.Whole(Guid.Parse(request.CaseId)),
            (teamCase, commit) =>
            {
                var change = teamCase.Correct(right, clock.Now);
                commit.Fact(CaseFacts.Corrected(change.Case, request.Reason), teamCase.Client.Id.ToString());
                return ValueTask.FromResult<Change<TeamCase>>(change);
            },
            teamCase => new CorrectCaseResponse { TeamCase = teamCase });
    }
}
