using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Networks;

/// <summary>What facts tell of network meetings: the client only with the client's agreement to be named.</summary>
internal static class NetworkMeetingFacts
{
    public static string Told(NetworkMeeting meeting) => meeting.Told.Length > 0 ? meeting.ClientId?.ToString() ?? "" : "";

    public static string OrderKey(NetworkMeeting meeting) => Told(meeting) is { Length: > 0 } client ? client : meeting.Id.ToString();

    /// <summary>What a change of a meeting tells.</summary>
    public static IEnumerable<IMessage> Between(NetworkMeeting? before, NetworkMeeting now, DateOnly today)
    {
        if (before is null)
        {
            yield return Convened(now);
        }
        else if (before.Status != now.Status)
        {
            yield return Ended(now, today);
        }

        foreach (var action in now.Actions)
        {
            var was = before?.Actions.FirstOrDefault(other => other.Id == action.Id);
            if (was is null)
            {
                yield return Agreed(action, Told(now));
            }
            else if (was.Status != action.Status)
            {
                yield return Ended(action, Told(now));
            }
        }
    }

    public static AgreedActionAdded Agreed(AgreedAction action, string clientId) => new()
    {
        ActionId = action.Id.ToString(),
        Source = StateCode.Of(action.Source),
        MeetingId = action.MeetingId.ToString(),
        ClientId = clientId,
        Organisation = action.Organisation,
        OwnerOrganisation = action.Owner.Organisation,
        ClientsOwn = action.IsClientsOwn,
        AgreedOn = action.AgreedOn.ToDate(),
        DueOn = action.DueOn.ToDate(),
    };

    public static AgreedActionEnded Ended(AgreedAction action, string clientId) => new()
    {
        ActionId = action.Id.ToString(),
        Source = StateCode.Of(action.Source),
        MeetingId = action.MeetingId.ToString(),
        ClientId = clientId,
        Status = StateCode.Of(action.Status),
        DueOn = action.DueOn.ToDate(),
        EndedOn = action.EndedOn!.Value.ToDate(),
    };

    private static NetworkMeetingConvened Convened(NetworkMeeting meeting) => new()
    {
        MeetingId = meeting.Id.ToString(),
        Client = FacetsOf(meeting),
        Organisation = meeting.Organisation,
        Topic = meeting.Plan.Topic,
        ContactId = meeting.ContactId?.ToString() ?? "",
        FollowUpId = meeting.FollowUpId?.ToString() ?? "",
        ClientInvited = meeting.ClientPart == MeetingClientPart.Invited,
        PlannedOn = meeting.Plan.PlannedOn?.ToDate(),
        ConvenedOn = meeting.ConvenedOn.ToDate(),
    };

    private static NetworkMeetingEnded Ended(NetworkMeeting meeting, DateOnly today)
    {
        var fact = new NetworkMeetingEnded
        {
            MeetingId = meeting.Id.ToString(),
            Client = FacetsOf(meeting),
            Organisation = meeting.Organisation,
            Topic = meeting.Plan.Topic,
            Status = StateCode.Of(meeting.Status),
            ClientPart = StateCode.Of(meeting.ClientPart),
            Mode = meeting.Plan.Mode,
            Minutes = meeting.Minutes,
            EndedOn = (meeting.Status == MeetingStatus.Held ? meeting.HeldOn!.Value : today).ToDate(),
        };
        if (meeting.Status == MeetingStatus.Held)
        {
            fact.Professions.AddRange(meeting.Participants.Where(participant => participant.Attended).Select(participant => participant.Profession));
            fact.Organisations.AddRange(
                meeting.Participants
                    .Where(participant => participant.Attended && participant.Organisation.Length > 0)
                    .Select(participant => participant.Organisation)
                    .Distinct());
        }

        return fact;
    }

    private static ClientFacets FacetsOf(NetworkMeeting meeting) =>
        Facets.Of(Told(meeting), meeting.AgeBand, meeting.Municipality, meeting.Programme, meeting.Background);
}
