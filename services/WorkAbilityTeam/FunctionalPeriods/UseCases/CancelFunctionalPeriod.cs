namespace Tyokyky.WorkAbilityTeam.FunctionalPeriods;

/// <summary>A planned period will not begin.</summary>
[Access(Team, Relation.Owner)]
internal sealed class CancelFunctionalPeriod(PeriodKind periods, IBusinessClock clock)
{
    public void Validate(CancelFunctionalPeriodRequest request, Check check) => check
        .OptionalCode("reason", request.Reason, PeriodTable.RuleOf(PeriodAction.CancelFunctionalPeriod).ReasonSystem!, clock.Today);

    public Task<CancelFunctionalPeriodResponse> Handle(CancelFunctionalPeriodRequest request, Call call)
    {
        return periods.ChangeAsync(
            request,
            call,
            PeriodStore.Whole(Guid.Parse(request.PeriodId)),
            period => period.Cancel(request.Reason, clock.Today),
            period => new CancelFunctionalPeriodResponse { Period = period });
    }
}
