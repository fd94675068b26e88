namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists who offers a service and what they can take.</summary>
[Access(Workers)]
internal sealed class QueryCapacity(Database database, IBusinessClock clock)
{
    public void Validate(QueryCapacityRequest request, Check check) => check
        .OptionalCode("service", request.Service, "service", clock.Today)
        .OptionalMunicipality("municipality", request.Municipality);

    public async Task<QueryCapacityResponse> Handle(QueryCapacityRequest request, Call call)
    {
        var paging = call.Page(request);
        var filter = new CapacityFilter(request.Service, request.Municipality, request.OnlyFree, clock.Today, ServiceCapacity.FreshFrom(clock.Today));

        var found = await database.ListAsync(CapacityStore.Offering(filter, paging.After?[0] ?? "", paging.After?[1] ?? "", paging.Limit), call.Cancel);
        var page = paging.Cut(found, offered => [offered.Name, offered.Organisation], out var next);

        var response = new QueryCapacityResponse { NextPageToken = next };
        response.Capacities.AddRange(page.Select(offered => offered.ToMessage(filter.Service, filter.FreshFrom)));
        return response;
    }
}
