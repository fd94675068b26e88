using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Organisations;

/// <summary>Lists who offers a service and what they can take.</summary>
[Access(Workers)]
internal sealed class QueryCapacity(AgreedRows agreements, Reader reader, IBusinessClock clock)
{
    public void Validate(QueryCapacityRequest request, Check check) => check
        .OptionalCode("service", request.Service, "service", clock.Today)
        .OptionalMunicipality("municipality", request.Municipality);

    public Task<QueryCapacityResponse> Handle(QueryCapacityRequest request, Call call)
    {
        var freshFrom = ServiceCapacity.FreshFrom(clock.Today, agreements.In(request.Municipality));
        var filter = new CapacityFilter(request.Service, request.Municipality, request.OnlyFree, clock.Today, freshFrom);

        return reader.ListAsync(
            request,
            call,
            paging => CapacityStore.Offering(filter, paging.After?[0] ?? "", paging.After?[1] ?? "", paging.Limit),
            offered => [offered.Name, offered.Organisation],
            _ => null,
            page => ValueTask.FromResult(new QueryCapacityResponse
            {
                Capacities = { page.Select(offered => offered.ToMessage(filter.Service, filter.FreshFrom)) },
            }));
    }
}
