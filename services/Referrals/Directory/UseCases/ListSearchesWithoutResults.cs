namespace Tyokyky.Referrals.Directory;

/// <summary>Lists what was searched for and not found.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Manager | Role.Analyst | Role.Operator)]
internal sealed class ListSearchesWithoutResults(Reader reader, IBusinessClock clock)
{
    public void Validate(ListSearchesWithoutResultsRequest request, Check check) => check
        .OptionalPeriod(request.FromDay, request.ToDay)
        .OptionalCode("need", request.Need, "support-need", clock.CodeDay(request.ToDay))
        .OptionalMunicipality("municipality", request.Municipality);

    public Task<ListSearchesWithoutResultsResponse> Handle(ListSearchesWithoutResultsRequest request, Call call)
    {
        var (from, to) = (request.FromDay?.ToDay() ?? DateOnly.MinValue, request.ToDay?.ToDay() ?? DateOnly.MaxValue);

        return reader.ListAsync(
            request,
            call,
            paging => DirectoryUsageStore.Fruitless(
                from, to, request.Need, request.Municipality, paging.After is { } key ? new FruitlessKey(key[0], key[1], key[2]) : null, paging.Limit),
            row => [row.Key.Need, row.Key.Service, row.Key.Municipality],
            _ => null,
            page => ValueTask.FromResult(new ListSearchesWithoutResultsResponse { Searches = { page.Select(ToMessage) } }));
    }

    private static SearchWithoutResults ToMessage(FruitlessSearch row) => new()
    {
        Need = row.Key.Need,
        Service = row.Key.Service,
        Municipality = row.Key.Municipality,
        Fruitless = row.Fruitless,
        FruitlessByClients = row.FruitlessByClients,
        Searches = row.Searches,
        LastOn = row.LastOn.ToDate(),
    };
}
