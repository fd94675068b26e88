using Tyokyky.Referrals.Networks;

namespace Tyokyky.Referrals.Groups;

/// <summary>Reads a standing group with its members.</summary>
[Access(Pickers)]
internal sealed class GetStandingGroup(StandingGroupView view, Database database)
{
    public async Task<GetStandingGroupResponse> Handle(GetStandingGroupRequest request, Call call)
    {
        var group = await database.OneAsync(StandingGroupStore.ById(Guid.Parse(request.GroupId)), call.Cancel) ?? throw NetworkErrors.UnknownGroup();

        return new GetStandingGroupResponse { Group = await view.Of(group, call, withPast: request.IncludePastMembers) };
    }
}
