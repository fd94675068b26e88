using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Xunit;
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests.Networks;

/// <summary>This host's clock goes forward, and nobody else works in it.</summary>
public sealed class InvitationTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private NetworkMeetingsService.NetworkMeetingsServiceClient Meetings => new(host.As(Role.Coordinator, City));

    private WorklistsService.WorklistsServiceClient Convener => new(host.As(Role.Coordinator, City, "leader"));

    private WorklistsService.WorklistsServiceClient Kelas => new(host.As(Role.Referrer, Kela, "kela-1"));

    [Fact]
    public async Task An_invitation_stands_in_the_list_of_who_is_invited_until_the_meeting_is_over()
    {
        var leader = await ProfessionalAsync(City, "leader", "Vetäjä");
        var expert = await ProfessionalAsync(Kela, "kela-1", "Asiantuntija");
        var named = await ConveneAsync(new NewMeetingParticipant { ProfessionalId = leader, IsChair = true }, new NewMeetingParticipant { ProfessionalId = expert });
        var open = await ConveneAsync(new NewMeetingParticipant { Organisation = Kela, Profession = "kela-expert" }, new NewMeetingParticipant { Organisation = Kela, Profession = "kela-expert" });

        var mine = (await ItemsAsync(Kelas, Worklist.Mine)).ShouldHaveSingleItem();
        (mine.Kind, mine.ObjectId, mine.NextAction, mine.WorkerName, mine.OtherOrganisation, mine.ClientId).ShouldBe((WorklistItemKind.NetworkMeeting, named.MeetingId, "attend-meeting", "Asiantuntija", City, ""));
        mine.DueOn.ShouldBe(named.PlannedOn);
        (await ItemsAsync(Kelas, Worklist.Unassigned)).ShouldHaveSingleItem().ObjectId.ShouldBe(open.MeetingId);
        (await ItemsAsync(Convener, Worklist.Mine)).ShouldHaveSingleItem().ObjectId.ShouldBe(named.MeetingId);
        (await ItemsAsync(Convener, Worklist.Unassigned)).ShouldBeEmpty();
        (await ItemsAsync(Convener, Worklist.Overdue)).ShouldBeEmpty();
        // Nobody finds by the client's municipality what is not told of the client.
        (await Kelas.ListWorklistAsync(new ListWorklistRequest { Worklist = Worklist.Mine, Filter = new WorklistFilter { Municipality = "698" } })).Items.ShouldBeEmpty();

        await host.MoveClockAsync(TimeSpan.FromDays(10));

        var late = await ItemsAsync(Convener, Worklist.Overdue);
        late.Select(row => (row.ObjectId, row.NextAction, row.Worker)).ShouldBe([(named.MeetingId, "hold-meeting", "leader"), (open.MeetingId, "hold-meeting", "")], ignoreOrder: true);
        await Meetings.HoldNetworkMeetingAsync(new HoldNetworkMeetingRequest { MeetingId = named.MeetingId, Mode = Mode.Video, ClientPart = MeetingClientPart.NotInvited });
        await Meetings.CancelNetworkMeetingAsync(new CancelNetworkMeetingRequest { MeetingId = open.MeetingId, Reason = "other" });
        (await ItemsAsync(Kelas, Worklist.Mine)).ShouldBeEmpty();
        (await ItemsAsync(Kelas, Worklist.Unassigned)).ShouldBeEmpty();
        (await ItemsAsync(Convener, Worklist.Overdue)).ShouldBeEmpty();
    }

    private async Task<NetworkMeeting> ConveneAsync(params NewMeetingParticipant[] participants)
    {
        var client = (await new ClientRegisterService.ClientRegisterServiceClient(host.As(Role.Coordinator, City)).RegisterClientAsync(new RegisterClientRequest { Client = host.NewPerson() })).Client;
        return (await Meetings.ConveneNetworkMeetingAsync(new ConveneNetworkMeetingRequest
        {
            ClientId = client.ClientId,
            Plan = new NetworkMeetingPlan { Topic = "rehabilitation", Question = "Verkosto", PlannedOn = FinnishTime.DayOf(host.Now).AddDays(5).ToDate(), Participants = { participants } },
        })).Meeting;
    }

    private async Task<string> ProfessionalAsync(string organisation, string subject, string name) =>
        (await new OrganisationsService.OrganisationsServiceClient(host.As(Role.Operator)).RegisterProfessionalAsync(
            new RegisterProfessionalRequest { OrganisationId = organisation, Subject = subject, Name = name, Profession = "kela-expert" })).Professional.ProfessionalId;

    private static async Task<List<WorklistItem>> ItemsAsync(WorklistsService.WorklistsServiceClient caller, Worklist list)
    {
        var rows = (await caller.ListWorklistAsync(new ListWorklistRequest { Worklist = list })).Items.ToList();
        (await caller.CountWorklistsAsync(new CountWorklistsRequest())).Counts.Single(count => count.Worklist == list).Rows.ShouldBe(rows.Count);
        return rows;
    }
}
