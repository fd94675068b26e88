namespace Tyokyky.Referrals.UseCases;

/// <summary>Adds a decision to a standing group's meeting that was held.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class AddGroupDecision(GroupMeetingChange change, AgreedActionMessages actions, IBusinessClock clock)
{
    public static void Validate(AddGroupDecisionRequest request, Check check) => check.Within("decision", request.Decision, GroupDecisions.CheckShape);

    public Task<AddGroupDecisionResponse> Handle(AddGroupDecisionRequest request, Call call)
    {
        return change.Do(
            request.MeetingId,
            request.Etag,
            request,
            call,
            (meeting, group) => ValueTask.FromResult(meeting.AddDecision(
                () => actions.Compose("decision", request.Decision, AgreedActionSource.GroupMeeting, meeting.Id, group.Organisation, GroupDecisions.MayDo(group, meeting), meeting.OnDay), clock.Now)),
            meeting => new AddGroupDecisionResponse { Meeting = meeting });
    }
}
