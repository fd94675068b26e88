using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Groups;

/// <summary>Lists standing groups by name.</summary>
[Access(Pickers)]
internal sealed class ListStandingGroups(StandingGroupView view, Reader reader, IBusinessClock clock)
{
    public void Validate(ListStandingGroupsRequest request, Check check) => check
        .OptionalCode("kind", request.Kind, "standing-group-kind", clock.Today)
        .OptionalMunicipality("municipality", request.Municipality)
        .OptionalProgramme("programme", request.Programme);

    public Task<ListStandingGroupsResponse> Handle(ListStandingGroupsRequest request, Call call)
    {
        var filter = new GroupFilter(request.Organisation, request.Kind, request.Municipality, request.Programme, request.NamePrefix, request.IncludeEnded);

        return reader.ListAsync(
            request,
            call,
            paging => StandingGroupStore.ByName(filter, paging.After?[0] ?? "", paging.AfterId(), paging.Limit),
            group => [group.Name, group.Id.ToString()],
            _ => null,
            async page =>
            {
                var response = new ListStandingGroupsResponse();
                foreach (var group in page)
                {
                    response.Groups.Add(await view.Of(group, call, withMembers: false));
                }

                return response;
            });
    }
}
