using Tyokyky.Referrals.Networks;

namespace Tyokyky.Referrals.Groups;

/// <summary>Records that a standing group's meeting was held, with its decisions.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class HoldGroupMeeting(GroupMeetingKind meetings, MeetingPeople people, AgreedActionMessages actions, IBusinessClock clock)
{
    public void Validate(HoldGroupMeetingRequest request, Check check) => check
        .Each("guests", request.Guests, (each, guest) => MeetingPeople.CheckShape(each, guest, clock.CodeDay(request.HeldOn)))
        .Each("decisions", request.Decisions, GroupDecisions.CheckShape);

    public Task<HoldGroupMeetingResponse> Handle(HoldGroupMeetingRequest request, Call call)
    {
        var on = clock.DayOrToday("held_on", request.HeldOn);
        return meetings.ChangeAsync(
            request,
            call,
            GroupMeetingStore.Whole(Guid.Parse(request.MeetingId)),
            async (found, commit) =>
            {
                // Who was a member on the day must still have been one.
                commit.Fence(StandingGroupStore.StandingGroupRow.Fence(found.Group));
                return found.After(await HoldAsync(found.Meeting, found.Group, request, on, call));
            },
            meeting => new HoldGroupMeetingResponse { Meeting = meeting });
    }

    private async Task<(GroupMeeting Meeting, Transition Transition)> HoldAsync(
        GroupMeeting meeting, StandingGroup group, HoldGroupMeetingRequest request, DateOnly on, Call call)
    {
        MeetingParticipant[] came =
        [
            .. request.MemberIds.Distinct()
                .Select(id =>
                    group.Members.FirstOrDefault(member => member.Id.ToString() == id && member.Days().Covers(on)) ?? throw NetworkErrors.NotAMember())
                .Select(member => new MeetingParticipant(
                    0, member.Organisation, member.Professional, member.Name, member.Profession, IsChair: member.Role == "chair")),
            .. await people.ResolveAsync("guests", request.Guests, call),
        ];
        var (next, transition) = meeting.Hold(on, request.Mode, request.Minutes, request.Notes, came);
        Check.Shape(check => check.Specified("mode", next.Plan.Mode));
        var decided = request.Decisions.Index().Select(given =>
            actions.Compose(
                $"decisions[{given.Index}]",
                given.Item,
                AgreedActionSource.GroupMeeting,
                meeting.Id,
                group.Organisation,
                GroupDecisions.MayDo(group, next),
                on,
                given.Index));
        return (next with { Decisions = [.. decided] }, transition);
    }
}

/// <summary>What a group decides is nobody's as client.</summary>
internal static class GroupDecisions
{
    public static void CheckShape(Check check, NewAgreedAction decision)
    {
        check.That(!decision.IsClientsOwn, "is_clients_own", "NO_CLIENTS_HERE", "false: a standing group decides about no client");
        AgreedActionMessages.CheckShape(check, decision);
    }

    /// <summary>Organisations with a member, and those of guests.</summary>
    public static IEnumerable<string> MayDo(StandingGroup group, GroupMeeting meeting) =>
        group.Members
            .Select(member => member.Organisation)
            .Concat(meeting.Participants.Select(participant => participant.Organisation))
            .Where(id => id.Length > 0);
}
