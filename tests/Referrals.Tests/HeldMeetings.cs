using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.Tests;

/// <summary>A network meeting that was held on a client.</summary>
internal static class HeldMeetings
{
    /// <summary>With an action of Kela's, one of the convener's and one of the client's, due in five days.</summary>
    public static async System.Threading.Tasks.Task<NetworkMeeting> HeldMeetingAsync(this ReferralsHost host, bool agreed)
    {
        var invoker = host.As(Role.Coordinator, ReferralsHost.City);
        var meetings = new NetworkMeetingsService.NetworkMeetingsServiceClient(invoker);
        var client = (await new ClientRegisterService.ClientRegisterServiceClient(invoker).RegisterClientAsync(new RegisterClientRequest { Client = host.NewPerson() })).Client;
        var meeting = (await meetings.ConveneNetworkMeetingAsync(new ConveneNetworkMeetingRequest
        {
            ClientId = client.ClientId,
            ClientAgreed = agreed,
            Plan = new NetworkMeetingPlan { Topic = "rehabilitation", Question = "Verkosto", Participants = { new NewMeetingParticipant { Organisation = ReferralsHost.Kela, Profession = "kela-expert" } } },
        })).Meeting;
        var due = FinnishTime.DayOf(host.Now).AddDays(5).ToDate();
        return (await meetings.HoldNetworkMeetingAsync(new HoldNetworkMeetingRequest
        {
            MeetingId = meeting.MeetingId,
            Mode = Mode.Video,
            ClientPart = MeetingClientPart.NotInvited,
            Actions =
            {
                new NewAgreedAction { Text = "Päätös", OwnerOrganisation = ReferralsHost.Kela, Owner = "kela-1", OwnerName = "Asiantuntija", DueOn = due },
                new NewAgreedAction { Text = "Soitto", Owner = "me", OwnerName = "Minä", DueOn = due },
                new NewAgreedAction { Text = "Tutustuminen", IsClientsOwn = true, DueOn = due },
            },
        })).Meeting;
    }
}
