using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Xunit;

namespace Tyokyky.Referrals.Tests.Worklists;

/// <summary>This host's clock goes forward, and nobody else works in it.</summary>
public sealed class ActionWorklistTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private WorklistsService.WorklistsServiceClient City => new(host.As(Role.Coordinator, ReferralsHost.City, "me"));

    private WorklistsService.WorklistsServiceClient Kela => new(host.As(Role.Referrer, ReferralsHost.Kela, "kela-1"));

    [Fact]
    public async Task Agreed_actions_stand_in_the_worklists_of_who_is_to_do_them_and_of_who_waits_for_them()
    {
        var named = await host.HeldMeetingAsync(agreed: true);
        var anonymous = await host.HeldMeetingAsync(agreed: false);

        (await RowsAsync(Kela, Worklist.Mine)).Count.ShouldBe(2);
        (await RowsAsync(City, Worklist.Mine)).Select(row => row.ParentId).ShouldBe([named.MeetingId, anonymous.MeetingId], ignoreOrder: true);
        (await RowsAsync(Kela, Worklist.Overdue)).ShouldBeEmpty();

        await host.MoveClockAsync(TimeSpan.FromDays(30));

        var late = await RowsAsync(Kela, Worklist.Overdue);
        late.ShouldAllBe(row => row.Kind == WorklistItemKind.AgreedAction && row.NextAction == "do-agreed-action" && row.IsOwnTurn && row.DueInBusinessDays < 0 && row.OtherOrganisation == ReferralsHost.City);
        // The client is told where the client agreed, and found by it there alone.
        late.Single(row => row.ParentId == named.MeetingId).ClientId.ShouldBe(named.ClientId);
        late.Single(row => row.ParentId == anonymous.MeetingId).ClientId.ShouldBeEmpty();
        (await Kela.ListWorklistAsync(new ListWorklistRequest { Worklist = Worklist.Overdue, Filter = new WorklistFilter { Municipality = "698" } })).Items.ShouldHaveSingleItem().ParentId.ShouldBe(named.MeetingId);
        // The convener's own, the client's that it follows up, and what it waits for.
        (await RowsAsync(City, Worklist.Overdue)).Count.ShouldBe(4);
        (await RowsAsync(City, Worklist.NoReply)).ShouldAllBe(row => !row.IsOwnTurn && row.WorkerName == "Asiantuntija" && row.ClientName.Length > 0);

        var actions = new AgreedActionsService.AgreedActionsServiceClient(host.As(Role.Referrer, ReferralsHost.Kela, "kela-1"));
        await actions.CompleteAgreedActionAsync(new CompleteAgreedActionRequest { ActionId = late[0].ObjectId });
        (await RowsAsync(Kela, Worklist.Overdue)).Count.ShouldBe(1);
        (await actions.ListAgreedActionsAsync(new ListAgreedActionsRequest { OverdueOnly = true })).Actions.ShouldHaveSingleItem().IsOverdue.ShouldBeTrue();
        (await actions.ListAgreedActionsAsync(new ListAgreedActionsRequest { Status = AgreedActionStatus.Done })).Actions.ShouldHaveSingleItem().ActionId.ShouldBe(late[0].ObjectId);
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
