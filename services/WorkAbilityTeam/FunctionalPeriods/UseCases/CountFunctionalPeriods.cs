using System.Globalization;

namespace Tyokyky.WorkAbilityTeam.FunctionalPeriods;

/// <summary>Counts periods and distinct workplaces by year and platform type.</summary>
[Access(Team | Role.Manager | Role.Analyst)]
internal sealed class CountFunctionalPeriods(Reader reader, IBusinessClock clock)
{
    public static void Validate(CountFunctionalPeriodsRequest request, Check check) => check.OptionalPeriod(request.FromDay, request.ToDay);

    public Task<CountFunctionalPeriodsResponse> Handle(CountFunctionalPeriodsRequest request, Call call) => reader.ListAsync(
        request,
        call,
        paging => PeriodStore.Counts(
            call.Caller.Organisation, request.FromDay?.ToDay() ?? DateOnly.MinValue, request.ToDay?.ToDay() ?? clock.Today,
            paging.After is { } after ? ((int)after.Number(0), after[1]) : (0, ""), paging.Limit),
        row => [row.Year.ToString(CultureInfo.InvariantCulture), row.PlatformType],
        _ => null,
        page => ValueTask.FromResult(new CountFunctionalPeriodsResponse { Rows = { page.Select(ToMessage) } }));

    private static FunctionalPeriodCounts ToMessage(CountedPeriods row) =>
        new() { Year = row.Year, PlatformType = row.PlatformType, Periods = row.Periods, Platforms = row.Platforms };
}
