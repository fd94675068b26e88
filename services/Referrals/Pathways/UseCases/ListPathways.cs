namespace Tyokyky.Referrals.Pathways;

/// <summary>Lists an organisation's pathways.</summary>
[Access(Workers | Role.Manager)]
[Access(Role.Client, Relation.Client)]
internal sealed class ListPathways(PathwayView view, Reader reader, IBusinessClock clock)
{
    public void Validate(ListPathwaysRequest request, Check check) => check.OptionalCode("template", request.Template, "pathway-template", clock.Today);

    public Task<ListPathwaysResponse> Handle(ListPathwaysRequest request, Call call)
    {
        var filter = new PathwayFilter(Ids.Optional(request.ClientId), request.Owner, request.Template, request.IncludeClosed, request.StuckOnly);

        // The client's own are every organisation's.
        var isClient = call.Role == Role.Client;
        if (isClient)
        {
            call.SetAuditSubject(request.ClientId, "pathway", "");
            call.Authorize(filter.ClientId is { } own && call.Caller.IsClient(own) ? Relation.Client : null);
        }

        return reader.ListAsync(
            request,
            call,
            paging => PathwayStore.Of(isClient ? null : call.Caller.Organisation, filter, paging.BeforeId(), paging.Limit),
            pathway => [pathway.Id.ToString()],
            pathway => new Touch(pathway.ClientId, pathway.ObjectType, pathway.Id.ToString()),
            async page =>
            {
                var response = new ListPathwaysResponse();
                foreach (var pathway in page)
                {
                    response.Pathways.Add(await view.Listed(pathway, call, Relation.None));
                }

                return response;
            });
    }
}
