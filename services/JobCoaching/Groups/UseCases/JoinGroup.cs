using Tyokyky.JobCoaching.Clients;
using Tyokyky.JobCoaching.Coachings;
using Tyokyky.JobCoaching.Results;

namespace Tyokyky.JobCoaching.Groups;

/// <summary>A client whom the organisation coaches, or has on a pathway, joins a group.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class JoinGroup(GroupChanges groups, Database database, TimeProvider time, IBusinessClock clock)
{
    public static void Validate(JoinGroupRequest request, Check check) => check.CoachingOrClient(request.CoachingId, request.ClientId, "");

    public Task<JoinGroupResponse> Handle(JoinGroupRequest request, Call call)
    {
        GroupMember? joined = null;

        return groups.ChangeAsync(
            request,
            call,
            GroupStore.Whole(Guid.Parse(request.GroupId)),
            async (group, commit) =>
            {
                var on = clock.DayOrToday("joined_on", request.JoinedOn);
                var client = await ClientAsync(request, on, call, commit);
                joined = new GroupMember(Guid.CreateVersion7(time.GetUtcNow()), group.Id, client, Ids.Optional(request.CoachingId), on);
                var change = group.Join(joined, await database.OneAsync(GroupStore.Membership(group.Id, client.Id), call.Cancel));
                commit.Transition(joined.Became("joined", on));
                return change;
            },
            group => new JoinGroupResponse { Member = joined!.ToMessage(), Etag = group.Etag });
    }

    private async Task<CountedClient> ClientAsync(JoinGroupRequest request, DateOnly on, Call call, Commit commit)
    {
        if (Ids.Optional(request.CoachingId) is not { } coachingId)
        {
            var clientId = Guid.Parse(request.ClientId);
            var known = await database.OneAsync(KnownReferralsStore.OnPathway(clientId, call.Caller.Organisation), call.Cancel);
            call.SetAuditSubject(clientId.ToString(), "client", clientId.ToString());
            call.Authorize(known, Relation.Owner);
            return known;
        }

        var coaching = await database.OneAsync(CoachingStore.ById(coachingId), call.Cancel);
        call.SetAuditSubject(coaching?.Client.Id.ToString(), "coaching", coachingId.ToString());
        call.Authorize(coaching, coaching?.RelationOf(call.Caller));
        coaching.MayRecordResult("joined_on", on);
        commit.Fence(CoachingStore.Standing(coachingId));
        return coaching.Client;
    }
}
