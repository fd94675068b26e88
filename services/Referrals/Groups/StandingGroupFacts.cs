using Tyokyky.Referrals.Networks;

namespace Tyokyky.Referrals.Groups;

/// <summary>What facts tell of standing groups and their meetings.</summary>
internal static class StandingGroupFacts
{
    public static StandingGroupFounded Founded(StandingGroup group) => new()
    {
        GroupId = group.Id.ToString(),
        Organisation = group.Organisation,
        Kind = group.Kind,
        Programme = group.Programme,
        FromDay = group.FromDay.ToDate(),
    };

    public static StandingGroupEnded Ended(StandingGroup group) => new()
    {
        GroupId = group.Id.ToString(),
        Organisation = group.Organisation,
        Kind = group.Kind,
        EndedOn = group.EndedOn!.Value.ToDate(),
    };

    /// <summary>What a change of a meeting tells.</summary>
    public static IEnumerable<IMessage> Between(GroupMeeting before, GroupMeeting now, StandingGroup group, DateOnly today)
    {
        if (before.Status != now.Status)
        {
            yield return Ended(now, group, today);
        }

        foreach (var decision in now.Decisions)
        {
            var was = before.Decisions.FirstOrDefault(other => other.Id == decision.Id);
            if (was is null)
            {
                yield return NetworkMeetingFacts.Agreed(decision, clientId: "");
            }
            else if (was.Status != decision.Status)
            {
                yield return NetworkMeetingFacts.Ended(decision, clientId: "");
            }
        }
    }

    private static GroupMeetingEnded Ended(GroupMeeting meeting, StandingGroup group, DateOnly today) => new()
    {
        MeetingId = meeting.Id.ToString(),
        GroupId = group.Id.ToString(),
        Organisation = group.Organisation,
        Kind = group.Kind,
        Programme = group.Programme,
        Status = StateCode.Of(meeting.Status),
        Mode = meeting.Plan.Mode,
        Minutes = meeting.Minutes,
        Professions = { meeting.Participants.Select(participant => participant.Profession) },
        Organisations = { meeting.Participants.Select(participant => participant.Organisation).Where(id => id.Length > 0).Distinct() },
        EndedOn = (meeting.Status == MeetingStatus.Held ? meeting.HeldOn!.Value : today).ToDate(),
    };
}
