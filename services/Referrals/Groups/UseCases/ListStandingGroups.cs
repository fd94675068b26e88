namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists standing groups by name.</summary>
[Access(Pickers)]
internal sealed class ListStandingGroups(StandingGroupView view, Database database, IBusinessClock clock)
{
    public void Validate(ListStandingGroupsRequest request, Check check) => check
        .OptionalCode("kind", request.Kind, "standing-group-kind", clock.Today)
        .OptionalMunicipality("municipality", request.Municipality)
        .OptionalProgramme("programme", request.Programme);

    public async Task<ListStandingGroupsResponse> Handle(ListStandingGroupsRequest request, Call call)
    {
        var paging = call.Page(request);
        var filter = new GroupFilter(request.Organisation, request.Kind, request.Municipality, request.Programme, request.NamePrefix, request.IncludeEnded);

        var found = await database.ListAsync(StandingGroupStore.ByName(filter, paging.After?[0] ?? "", paging.AfterId(), paging.Limit), call.Cancel);
        var page = paging.Cut(found, group => [group.Name, group.Id.ToString()], out var next);

        var response = new ListStandingGroupsResponse { NextPageToken = next };
        foreach (var group in page)
        {
            response.Groups.Add(await view.Of(group, call, withMembers: false));
        }

        return response;
    }
}
