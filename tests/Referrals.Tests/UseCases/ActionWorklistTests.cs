using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.UseCases;

/// <summary>This host's clock goes forward, and nobody else works in it.</summary>
public sealed class ActionWorklistTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private WorklistsService.WorklistsServiceClient Coordination => new(host.As(Role.Coordinator, ReferralsHost.Coordination, "me"));

    private WorklistsService.WorklistsServiceClient Kela => new(host.As(Role.Referrer, ReferralsHost.Kela, "kela-1"));

    [Fact]
    public async Task Agreed_actions_stand_in_the_worklists_of_who_is_to_do_them_and_of_who_waits_for_them()
    {
        var named = await HeldAsync(agreed: true);
        var anonymous = await HeldAsync(agreed: false);

        (await RowsAsync(Kela, Worklist.Mine)).Count.ShouldBe(2);
        (await RowsAsync(Coordination, Worklist.Mine)).Select(row => row.ParentId).ShouldBe([named.MeetingId, anonymous.MeetingId], ignoreOrder: true);
        (await RowsAsync(Kela, Worklist.Overdue)).ShouldBeEmpty();

        await host.MoveClockAsync(TimeSpan.FromDays(30));

        var late = await RowsAsync(Kela, Worklist.Overdue);
        late.ShouldAllBe(row => row.Kind == WorklistItemKind.AgreedAction && row.NextAction == "do-agreed-action" && row.IsOwnTurn && row.DueInBusinessDays < 0 && row.OtherOrganisation == ReferralsHost.Coordination);
        // The client is told where the client agreed, and found by it there alone.
        late.Single(row => row.ParentId == named.MeetingId).ClientId.ShouldBe(named.ClientId);
        late.Single(row => row.ParentId == anonymous.MeetingId).ClientId.ShouldBeEmpty();
        (await Kela.ListWorklistAsync(new ListWorklistRequest { Worklist = Worklist.Overdue, Filter = new WorklistFilter { Municipality = "698" } })).Items.ShouldHaveSingleItem().ParentId.ShouldBe(named.MeetingId);
        // The convener's own, the client's that it follows up, and what it waits for.
        (await RowsAsync(Coordination, Worklist.Overdue)).Count.ShouldBe(4);
        (await RowsAsync(Coordination, Worklist.NoReply)).ShouldAllBe(row => !row.IsOwnTurn && row.WorkerName == "Asiantuntija" && row.ClientName.Length > 0);

        var actions = new AgreedActionsService.AgreedActionsServiceClient(host.As(Role.Referrer, ReferralsHost.Kela, "kela-1"));
        await actions.CompleteAgreedActionAsync(new CompleteAgreedActionRequest { ActionId = late[0].ObjectId });
        (await RowsAsync(Kela, Worklist.Overdue)).Count.ShouldBe(1);
        (await actions.ListAgreedActionsAsync(new ListAgreedActionsRequest { OverdueOnly = true })).Actions.ShouldHaveSingleItem().IsOverdue.ShouldBeTrue();
        (await actions.ListAgreedActionsAsync(new ListAgreedActionsRequest { Status = AgreedActionStatus.Done })).Actions.ShouldHaveSingleItem().ActionId.ShouldBe(late[0].ObjectId);
    }

    [Fact]
    public async Task The_client_reads_and_finishes_the_own_action_and_no_other()
    {
        var meeting = await HeldAsync(agreed: false);
        var client = new AgreedActionsService.AgreedActionsServiceClient(host.As(Role.Client, clientRef: meeting.ClientId));

        var own = (await client.ListAgreedActionsAsync(new ListAgreedActionsRequest())).Actions.ShouldHaveSingleItem();
        (own.Text, own.IsClientsOwn, own.ClientId).ShouldBe(("Tutustuminen", true, meeting.ClientId));
        own.AllowedActions.Where(action => action.Allowed).ShouldHaveSingleItem().Action.ShouldBe("CompleteAgreedAction");
        await client.ListAgreedActionsAsync(new ListAgreedActionsRequest { Convened = true }).ShouldFail(StatusCode.InvalidArgument, "ONLY_FOR_WORKERS");
        var other = new AgreedActionsService.AgreedActionsServiceClient(host.As(Role.Client, clientRef: Guid.NewGuid().ToString()));
        (await other.ListAgreedActionsAsync(new ListAgreedActionsRequest())).Actions.ShouldBeEmpty();
        await other.CompleteAgreedActionAsync(new CompleteAgreedActionRequest { ActionId = own.ActionId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await client.CompleteAgreedActionAsync(new CompleteAgreedActionRequest { ActionId = meeting.Actions.First(action => !action.IsClientsOwn).ActionId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");

        (await client.CompleteAgreedActionAsync(new CompleteAgreedActionRequest { ActionId = own.ActionId, Etag = own.Etag })).Action.Status.ShouldBe(AgreedActionStatus.Done);

        (await client.ListAgreedActionsAsync(new ListAgreedActionsRequest { Status = AgreedActionStatus.Done })).Actions.ShouldHaveSingleItem().ActionId.ShouldBe(own.ActionId);
    }

    private async System.Threading.Tasks.Task<NetworkMeeting> HeldAsync(bool agreed)
    {
        var invoker = host.As(Role.Coordinator, ReferralsHost.Coordination);
        var meetings = new NetworkMeetingsService.NetworkMeetingsServiceClient(invoker);
        var client = (await new ClientRegisterService.ClientRegisterServiceClient(invoker).RegisterClientAsync(new RegisterClientRequest { Client = host.NewPerson() })).Client;
        var meeting = (await meetings.ConveneNetworkMeetingAsync(new ConveneNetworkMeetingRequest
        {
            ClientId = client.ClientId,
            ClientAgreed = agreed,
            Plan = new NetworkMeetingPlan { Topic = "rehabilitation", Question = "Verkosto", Participants = { new NewMeetingParticipant { Organisation = ReferralsHost.Kela, Profession = "kela-expert" } } },
        })).Meeting;
        Date due = FinnishTime.DayOf(host.Now).AddDays(5).ToDate();
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

    // Row by row: the pages together are the list, and as many as were counted.
    private static async System.Threading.Tasks.Task<List<WorklistItem>> RowsAsync(WorklistsService.WorklistsServiceClient caller, Worklist list)
    {
        var rows = new List<WorklistItem>();
        var request = new ListWorklistRequest { Worklist = list, PageSize = 1 };
        do
        {
            var page = await caller.ListWorklistAsync(request);
            rows.AddRange(page.Items);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        (await caller.CountWorklistsAsync(new CountWorklistsRequest())).Counts.Single(count => count.Worklist == list).Rows.ShouldBe(rows.Count);
        return rows;
    }
}
