namespace Tyokyky.JobCoaching.Groups;

/// <summary>Lists the groups of the caller's organisation, newest first.</summary>
[Access(Role.Coach | Role.Coordinator)]
internal sealed class ListGroups(Reader reader, IBusinessClock clock)
{
    public void Validate(ListGroupsRequest request, Check check) => check.AskedCode("kind", request.Kind, "coaching-group-kind", clock.Today);

    public Task<ListGroupsResponse> Handle(ListGroupsRequest request, Call call)
    {
        return reader.ListAsync(
            request,
            call,
            paging => GroupStore.OfOrganisation(call.Caller.Organisation, request.State, request.Kind, request.Programme, paging.BeforeId(), paging.Limit),
            group => [group.Id.ToString()],
            _ => null,
            page => ValueTask.FromResult(new ListGroupsResponse { Groups = { page.Select(group => group.ToMessage()) } }));
    }
}
