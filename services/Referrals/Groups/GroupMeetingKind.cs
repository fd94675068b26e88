using Tyokyky.Referrals.Networks;

namespace Tyokyky.Referrals.Groups;

/// <summary>How standing groups' meetings change: by whom one may be, what is written and told.</summary>
internal sealed class GroupMeetingKind(StandingGroupView view, UnitOfWork unitOfWork, IBusinessClock clock)
    : AggregateKind<MeetingOfGroup, Proto.GroupMeeting>(unitOfWork)
{
    protected override ValueTask<Relation> RelationAsync(MeetingOfGroup found, Guid? part, Call call) =>
        ValueTask.FromResult(found.Group.RelationOf(call.Caller));

    protected override ValueTask<MeetingOfGroup> WriteAsync(Commit commit, MeetingOfGroup? before, Change<MeetingOfGroup> change)
    {
        var ((meeting, group), transition) = change;
        commit.Transition(transition);
        if (before is null)
        {
            commit.Add(GroupMeetingStore.GroupMeetingRow.Insert(meeting));
            return ValueTask.FromResult(change.Now);
        }

        commit.Change(before, GroupMeetingStore.GroupMeetingRow.Update(meeting));
        var decisions = AgreedActionKind.Write(commit, before.Meeting.Decisions, meeting.Decisions, transition.EffectiveAt, clock.Now);
        foreach (var fact in StandingGroupFacts.Between(before.Meeting, meeting, group, clock.Today))
        {
            commit.Fact(fact, group.Id.ToString());
        }

        return ValueTask.FromResult(change.Now.With(decisions));
    }

    protected override ValueTask<Proto.GroupMeeting> ShowAsync(MeetingOfGroup now, Relation relation, Call call) => view.Of(now.Meeting, now.Group, call);
}
