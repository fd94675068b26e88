using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Needs;

/// <summary>Lists a client's needs, or those that the caller's organisation recorded.</summary>
[Access(Workers)]
[Access(Role.Client, Relation.Client)]
internal sealed class ListServiceNeeds(NeedView view, OrganisationStore organisations, Database database, Reader reader, IBusinessClock clock)
{
    public void Validate(ListServiceNeedsRequest request, Check check) => check.OptionalCode("service", request.Service, "service", clock.Today);

    public async Task<ListServiceNeedsResponse> Handle(ListServiceNeedsRequest request, Call call)
    {
        var find = call.Role == Role.Client ? OfClient(request, call) : await OfOrganisationAsync(request, call);

        return await reader.ListAsync(
            request,
            call,
            find,
            need => [need.Id.ToString()],
            need => new Touch(need.ClientId, need.ObjectType, need.Id.ToString()),
            async page =>
            {
                var response = new ListServiceNeedsResponse();
                foreach (var need in page)
                {
                    response.Needs.Add(await view.Of(need, call));
                }

                return response;
            });
    }

    private static Func<Paging, Query<ServiceNeed>> OfClient(ListServiceNeedsRequest request, Call call)
    {
        var own = call.ListedClient(request.ClientId);
        var filter = new NeedFilter(request.Status, request.Service, IsMasked: false);
        return paging => NeedStore.OfClient(own, filter, paging.BeforeId(), paging.Limit);
    }

    // A case manager sees what other organisations recorded too, as far as the own one may know of them.
    private async Task<Func<Paging, Query<ServiceNeed>>> OfOrganisationAsync(ListServiceNeedsRequest request, Call call)
    {
        var clientId = Ids.Optional(request.ClientId);
        var ties = clientId is { } client ? await database.OneAsync(ClientTieStore.Of(client, call.Caller, clock.Today), call.Cancel) : null;
        DateOnly? knownOn = ties is not null && (ties.RelationOf(call.Caller) & Relation.CaseManager) != 0 ? clock.Today : null;
        var masked = Voluntariness.CanSanction(await organisations.KindAsync(call.Caller.Organisation, call.Cancel));
        var filter = new NeedFilter(request.Status, request.Service, masked);
        return paging => NeedStore.Of(call.Caller.Organisation, clientId, knownOn, filter, paging.BeforeId(), paging.Limit);
    }
}
