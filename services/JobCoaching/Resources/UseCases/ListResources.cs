namespace Tyokyky.JobCoaching.Resources;

/// <summary>Lists the organisation's entries, and those of programmes that it runs.</summary>
[Access(Role.Manager | Role.Coordinator)]
internal sealed class ListResources(Reader reader)
{
    public Task<ListResourcesResponse> Handle(ListResourcesRequest request, Call call)
    {
        return reader.ListAsync(
            request,
            call,
            paging => ResourceStore.For(call.Caller.Organisation, request.Type, request.Programme, paging.BeforeDay(), paging.BeforeId(), paging.Limit),
            resource => [PagingKeys.DayKey(resource.Told.From), resource.Id.ToString()],
            _ => null,
            page => ValueTask.FromResult(new ListResourcesResponse { Resources = { page.Select(resource => resource.ToMessage(call.Caller)) } }));
    }
}
