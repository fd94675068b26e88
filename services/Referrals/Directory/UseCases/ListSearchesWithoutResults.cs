namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists what was searched for and not found.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Manager | Role.Analyst | Role.Operator)]
internal sealed class ListSearchesWithoutResults(Database database, IBusinessClock clock)
{
    public void Validate(ListSearchesWithoutResultsRequest request, Check check) => check
        .OptionalPeriod(request.FromDay, request.ToDay)
        .OptionalCode("need", request.Need, "support-need", clock.CodeDay(request.ToDay))
        .OptionalMunicipality("municipality", request.Municipality);

    public async Task<ListSearchesWithoutResultsResponse> Handle(ListSearchesWithoutResultsRequest request, Call call)
    {
        var paging = call.Page(request);
        var after = paging.After is { } key ? new FruitlessKey(key[0], key[1], key[2]) : null;

        var found = await database.ListAsync(
            DirectoryUsageStore.Fruitless(request.FromDay?.ToDay() ?? DateOnly.MinValue, request.ToDay?.ToDay() ?? DateOnly.MaxValue, request.Need, request.Municipality, after, paging.Limit),
            call.Cancel);
        var page = paging.Cut(found, row => [row.Key.Need, row.Key.Service, row.Key.Municipality], out var next);

        var response = new ListSearchesWithoutResultsResponse { NextPageToken = next };
        response.Searches.AddRange(page.Select(row => new SearchWithoutResults
        {
            Need = row.Key.Need,
            Service = row.Key.Service,
            Municipality = row.Key.Municipality,
            Fruitless = row.Fruitless,
            FruitlessByClients = row.FruitlessByClients,
            Searches = row.Searches,
            LastOn = row.LastOn.ToDate(),
        }));
        return response;
    }
}
