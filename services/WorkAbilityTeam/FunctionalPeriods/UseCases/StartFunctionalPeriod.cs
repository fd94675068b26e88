namespace Tyokyky.WorkAbilityTeam.FunctionalPeriods;

/// <summary>The period begins.</summary>
[Access(Team, Relation.Owner)]
internal sealed class StartFunctionalPeriod(PeriodKind periods, IBusinessClock clock)
{
    public Task<StartFunctionalPeriodResponse> Handle(StartFunctionalPeriodRequest request, Call call)
    {
        return periods.ChangeAsync(
            request,
            call,
            PeriodStore.Whole(Guid.Parse(request.PeriodId)),
            period => period.Start(clock.DayOrToday("started_on", request.StartedOn)),
            period => new StartFunctionalPeriodResponse { Period = period });
    }
}
