namespace Tyokyky.WorkAbilityTeam.FunctionalPeriods;

/// <summary>Marks a period as a mistake.</summary>
[Access(Team, Relation.Owner)]
internal sealed class EnterFunctionalPeriodInError(PeriodKind periods, IBusinessClock clock)
{
    public void Validate(EnterFunctionalPeriodInErrorRequest request, Check check) => check
        .OptionalCode("reason", request.Reason, PeriodTable.RuleOf(PeriodAction.EnterFunctionalPeriodInError).ReasonSystem!, clock.Today);

    public Task<EnterFunctionalPeriodInErrorResponse> Handle(EnterFunctionalPeriodInErrorRequest request, Call call)
    {
        return periods.ChangeAsync(
            request,
            call,
            PeriodStore.Whole(Guid.Parse(request.PeriodId)),
            period => period.EnterInError(request.Reason, clock.Today),
            period => new EnterFunctionalPeriodInErrorResponse { Period = period });
    }
}
