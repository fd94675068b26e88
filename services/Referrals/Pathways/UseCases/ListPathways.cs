namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists an organisation's pathways.</summary>
[Access(Workers | Role.Manager)]
[Access(Role.Client, Relation.Client)]
internal sealed class ListPathways(PathwayView view, Database database, AccessLog accessLog, IBusinessClock clock)
{
    public void Validate(ListPathwaysRequest request, Check check) => check.OptionalCode("template", request.Template, "pathway-template", clock.Today);

    public async Task<ListPathwaysResponse> Handle(ListPathwaysRequest request, Call call)
    {
        var paging = call.Page(request);
        var filter = new PathwayFilter(Ids.Optional(request.ClientId), request.Owner, request.Template, request.IncludeClosed, request.StuckOnly);

        // The client's own are every organisation's.
        var isClient = call.Role == Role.Client;
        if (isClient)
        {
            call.SetAuditSubject(request.ClientId, "pathway", "");
            call.Authorize(filter.ClientId is { } own && call.Caller.IsClient(own) ? Relation.Client : null);
        }

        var found = await database.ListAsync(PathwayStore.Of(isClient ? null : call.Caller.Organisation, filter, paging.BeforeId(), paging.Limit), call.Cancel);
        var page = paging.Cut(found, pathway => [pathway.Id.ToString()], out var next);

        var response = new ListPathwaysResponse { NextPageToken = next };
        foreach (var pathway in page)
        {
            response.Pathways.Add(await view.Of(pathway, call, Relation.None));
        }

        await accessLog.ReadAsync(call, [.. page.Select(pathway => new Touch(pathway.ClientId, pathway.ObjectType, pathway.Id.ToString()))]);
        return response;
    }
}
