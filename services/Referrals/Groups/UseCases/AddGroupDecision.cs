using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Adds a decision to a standing group's meeting that was held.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class AddGroupDecision(GroupMeetingChange change, AgreedActionMessages actions, IBusinessClock clock)
{
    public Task<AddGroupDecisionResponse> Handle(AddGroupDecisionRequest request, Call call)
    {
        Check.Shape(check => check.Uuid("meeting_id", request.MeetingId).Required("decision", request.Decision).Within("decision", request.Decision, GroupDecisions.CheckShape));
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
