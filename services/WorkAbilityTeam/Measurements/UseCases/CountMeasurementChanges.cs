namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>Counts an organisation's pairs and coverage by scale.</summary>
[Access(Team | Role.Manager | Role.Analyst)]
internal sealed class CountMeasurementChanges(Reader reader, IBusinessClock clock)
{
    public static void Validate(CountMeasurementChangesRequest request, Check check) => check.OptionalPeriod(request.FromDay, request.ToDay);

    public Task<CountMeasurementChangesResponse> Handle(CountMeasurementChangesRequest request, Call call) => reader.ListAsync(
        request,
        call,
        paging => MeasurementStore.Changes(
            call.Caller.Organisation, request.FromDay?.ToDay() ?? DateOnly.MinValue, request.ToDay?.ToDay() ?? clock.Today,
            paging.After is { } after ? (after[0], after[1], after[2]) : ("", "", ""), paging.Limit),
        row => [row.Instrument, row.Edition, row.Scale],
        _ => null,
        page => ValueTask.FromResult(new CountMeasurementChangesResponse { Rows = { page.Select(ToMessage) } }));

    private static MeasurementChangeCounts ToMessage(CountedChanges row) => new()
    {
        Instrument = row.Instrument,
        Version = row.Edition,
        Scale = row.Scale,
        Starts = row.Starts,
        Pairs = row.Pairs,
        Improved = row.Improved,
        Unchanged = row.Unchanged,
        Worsened = row.Worsened,
        MeanChangeTenths = row.MeanTenths,
    };
}
