using Tyokyky.WorkAbilityTeam.Common;

namespace Tyokyky.WorkAbilityTeam.FunctionalPeriods;

/// <summary>Ends a period with what it comes to.</summary>
[Access(Role.TeamMember, Relation.Owner)]
internal sealed class EndFunctionalPeriod(PeriodKind periods, IBusinessClock clock)
{
    public void Validate(EndFunctionalPeriodRequest request, Check check) => check
        .OptionalCode("reason", request.Reason, PeriodTable.RuleOf(PeriodAction.EndFunctionalPeriod).ReasonSystem!, clock.CodeDay(request.EndedOn))
        .NoDiagnosis("conclusion", request.Conclusion);

    public Task<EndFunctionalPeriodResponse> Handle(EndFunctionalPeriodRequest request, Call call)
    {
        return periods.ChangeAsync(
            request,
            call,
            PeriodStore.Whole(Guid.Parse(request.PeriodId)),
            period => period.End(request.Reason, request.Conclusion, clock.DayOrToday("ended_on", request.EndedOn)),
            period => new EndFunctionalPeriodResponse { Period = period });
    }
}
