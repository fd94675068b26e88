using Tyokyky.Referrals.Networks;

namespace Tyokyky.Referrals.Groups;

/// <summary>Adds a decision to a standing group's meeting that was held.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class AddGroupDecision(GroupMeetingKind meetings, AgreedActionMessages actions, IBusinessClock clock)
{
    public static void Validate(AddGroupDecisionRequest request, Check check) => check.Within("decision", request.Decision, GroupDecisions.CheckShape);

    public Task<AddGroupDecisionResponse> Handle(AddGroupDecisionRequest request, Call call)
    {
        return meetings.ChangeAsync(
            request,
            call,
            GroupMeetingStore.Whole(Guid.Parse(request.MeetingId)),
            found =>
            {
                var (meeting, group) = found;
                return found.After(meeting.AddDecision(
                    () => actions.Compose(
                        "decision",
                        request.Decision,
                        AgreedActionSource.GroupMeeting,
                        meeting.Id,
                        group.Organisation,
                        GroupDecisions.MayDo(group, meeting),
                        meeting.OnDay),
                    clock.Now));
            },
            meeting => new AddGroupDecisionResponse { Meeting = meeting });
    }
}
