namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Counts decisions by statement type and addressee.</summary>
[Access(Team | Role.Manager)]
internal sealed class CountDecisions(Reader reader, IBusinessClock clock)
{
    public void Validate(CountDecisionsRequest request, Check check) => check
        .OptionalPeriod(request.FromDay, request.ToDay)
        .OptionalCode("type", request.Type, "application-type", clock.CodeDay(request.ToDay));

    public Task<CountDecisionsResponse> Handle(CountDecisionsRequest request, Call call)
    {
        var filter = (request.FromDay?.ToDay() ?? DateOnly.MinValue, request.ToDay?.ToDay() ?? clock.Today, request.Type);
        return reader.ListAsync(
            request,
            call,
            paging => AssessmentStore.Decisions(
                call.Caller.Organisation, filter, paging.After is { } after ? (after[0], after[1]) : ("", ""), paging.Limit),
            row => [row.StatementType, row.Addressee],
            _ => null,
            page => ValueTask.FromResult(new CountDecisionsResponse { Rows = { page.Select(ToMessage) } }));
    }

    private static DecisionCounts ToMessage(CountedDecisions row) => new()
    {
        StatementType = row.StatementType,
        Addressee = row.Addressee,
        Applications = row.Applications,
        Pending = row.Pending,
        Decided = row.Applications - row.Pending,
        Positive = row.Positive,
        Partial = row.Partial,
        Negative = row.Negative,
        Appealed = row.Appealed,
    };
}
