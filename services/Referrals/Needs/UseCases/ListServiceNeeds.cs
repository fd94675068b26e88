namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists a client's needs, or those that the caller's organisation recorded.</summary>
[Access(Workers)]
[Access(Role.Client, Relation.Client)]
internal sealed class ListServiceNeeds(NeedView view, OrganisationStore organisations, Database database, AccessLog accessLog, IBusinessClock clock)
{
    public void Validate(ListServiceNeedsRequest request, Check check) => check.OptionalCode("service", request.Service, "service", clock.Today);

    public async Task<ListServiceNeedsResponse> Handle(ListServiceNeedsRequest request, Call call)
    {
        var paging = call.Page(request);
        var clientId = Ids.Optional(request.ClientId);

        if (call.Role == Role.Client)
        {
            call.SetAuditSubject(request.ClientId, "need", "");
            var own = clientId ?? call.Caller.OwnClientId();
            call.Authorize(call.Caller.IsClient(own) ? Relation.Client : null);
            return await AnswerAsync(NeedStore.OfClient(own, new NeedFilter(request.Status, request.Service, IsMasked: false), paging.BeforeId(), paging.Limit), paging, call);
        }

        // A case manager sees what other organisations recorded too, as far as the own one may know of them.
        var ties = clientId is { } client ? await database.OneAsync(CoordinationStore.TiesTo(client, call.Caller, clock.Today), call.Cancel) : null;
        var all = ties is not null && (ties.RelationOf(call.Caller) & Relation.CaseManager) != 0;
        var masked = Voluntariness.CanSanction(await organisations.KindAsync(call.Caller.Organisation, call.Cancel));
        return await AnswerAsync(NeedStore.Of(call.Caller.Organisation, clientId, all ? clock.Today : null, new NeedFilter(request.Status, request.Service, masked), paging.BeforeId(), paging.Limit), paging, call);
    }

    private async Task<ListServiceNeedsResponse> AnswerAsync(Query<ServiceNeed> query, Paging paging, Call call)
    {
        var found = await database.ListAsync(query, call.Cancel);
        var page = paging.Cut(found, need => [need.Id.ToString()], out var next);

        var response = new ListServiceNeedsResponse { NextPageToken = next };
        foreach (var need in page)
        {
            response.Needs.Add(await view.Of(need, call));
        }

        await accessLog.ReadAsync(call, [.. page.Select(need => new Touch(need.ClientId, need.ObjectType, need.Id.ToString()))]);
        return response;
    }
}
