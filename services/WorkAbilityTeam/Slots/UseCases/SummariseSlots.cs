namespace Tyokyky.WorkAbilityTeam.Slots;

/// <summary>Counts an organisation's slots of a period.</summary>
[Access(Team | Role.Manager)]
internal sealed class SummariseSlots(Database database)
{
    private const int MostYears = 5;

    public static void Validate(SummariseSlotsRequest request, Check check) => check
        .OptionalPeriod(request.FromDay, request.ToDay)
        .OptionalDay(
            "to_day", request.ToDay, to => request.FromDay is null || to.Year - request.FromDay.Year <= MostYears,
            "PERIOD_TOO_LONG", "within five years of from_day");

    public async Task<SummariseSlotsResponse> Handle(SummariseSlotsRequest request, Call call)
    {
        var query = SlotStore.Totals(call.Caller.Organisation, request.FromDay.ToDay(), request.ToDay.ToDay(), request.Kind);

        var totals = (await database.OneAsync(query, call.Cancel))!;

        return new SummariseSlotsResponse
        {
            Offered = totals.Offered,
            Booked = totals.Booked,
            Used = totals.Used,
            NotAttended = totals.NotAttended,
            Released = totals.Released,
            Open = totals.Open,
            Withdrawn = totals.Withdrawn,
            MinutesUsed = totals.MinutesUsed,
        };
    }
}
