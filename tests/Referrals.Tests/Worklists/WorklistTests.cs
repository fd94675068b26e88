using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Worklists;

/// <summary>This host's clock goes forward, and nobody else works in it.</summary>
public sealed class WorklistTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private PathwaysService.PathwaysServiceClient Pathways => new(host.As(Role.Coordinator, ReferralsHost.City));

    [Fact]
    public async Task Each_list_shows_what_waits_with_its_day_page_by_page_and_the_counts_are_the_rows()
    {
        // A task that nobody answers; a client with a case manager and a pathway; a pathway without an owner; a period that ends.
        var unanswered = await host.SubmittedAsync();
        var held = await host.SubmittedAsync();
        await host.CoordinatorCoordination.AppointCaseManagerAsync(new AppointCaseManagerRequest { ClientId = held.ClientId, Worker = "absent", WorkerName = "Poissa" });
        var owned = (await Pathways.OpenPathwayAsync(new OpenPathwayRequest { ClientId = held.ClientId, Template = "social-welfare" })).Pathway;
        var unowned = (await Pathways.OpenPathwayAsync(new OpenPathwayRequest { ClientId = await host.ManagedAsync(unanswered.ClientId) })).Pathway;
        var step = (await Pathways.AddPathwayStepAsync(new AddPathwayStepRequest { PathwayId = unowned.PathwayId, Phase = "rehabilitation", Service = "rehabilitative-work", Worker = "me", WorkerName = "Minä" })).StepId;
        await Pathways.StartPathwayStepAsync(new StartPathwayStepRequest { StepId = step, PlannedEnd = Day(20) });
        await new ResponsiblePeopleService.ResponsiblePeopleServiceClient(host.As(Role.Manager, ReferralsHost.City))
            .SetDeputyAsync(new SetDeputyRequest { Worker = "absent", WorkerName = "Poissa", Deputy = "me", DeputyName = "Minä", FromDay = Day(0), ToDay = Day(60) });

        (await CountsAsync(Mine)).ShouldBe([(Worklist.Mine, 3), (Worklist.Unassigned, 2), (Worklist.NoReply, 0), (Worklist.Overdue, 0), (Worklist.Stuck, 1), (Worklist.PeriodsEnding, 1), (Worklist.Claimable, 0)]);
        var mine = await RowsAsync(Mine, Worklist.Mine);
        mine.Select(row => row.Kind).ShouldBe([WorklistItemKind.Task, WorklistItemKind.Pathway, WorklistItemKind.PathwayStep], ignoreOrder: true);
        var task = mine.Single(row => row.Kind == WorklistItemKind.Task);
        (task.NextAction, task.DueInBusinessDays, task.Worker, task.ClientName.Length > 0, task.OtherOrganisationName.Length > 0).ShouldBe(("decide-task", 5, "absent", true, true));
        mine.Single(row => row.Kind == WorklistItemKind.Pathway).ObjectId.ShouldBe(owned.PathwayId);
        (await RowsAsync(Mine, Worklist.PeriodsEnding)).ShouldHaveSingleItem().ObjectId.ShouldBe(step);

        await host.MoveClockAsync(TimeSpan.FromDays(30));

        await Eventually.Holds(async () => (await CountsAsync(Mine)).Single(count => count.List == Worklist.Stuck).Rows == 2, "both pathways are stuck");
        // Both tasks and both pathways are past their day; for the sender, the receiver has not replied.
        (await CountsAsync(Mine)).Single(count => count.List == Worklist.Overdue).Rows.ShouldBe(4);
        var late = await RowsAsync(Mine, Worklist.Overdue);
        late.ShouldAllBe(row => row.IsOwnTurn && row.DueInBusinessDays < 0);
        (await RowsAsync(Mine, Worklist.Overdue, WorklistOrder.DueLast)).Select(row => row.ObjectId).ShouldBe(late.Select(row => row.ObjectId).Reverse());
        var unreplied = await RowsAsync(new(host.As(Role.Referrer, ReferralsHost.Agency)), Worklist.NoReply);
        unreplied.Count.ShouldBe(2);
        unreplied.ShouldAllBe(row => !row.IsOwnTurn && row.OtherOrganisation == ReferralsHost.City);
        (await RowsAsync(new(host.As(Role.Coordinator, ReferralsHost.Stranger)), Worklist.Overdue)).ShouldBeEmpty();
    }

    private WorklistsService.WorklistsServiceClient Mine => new(host.As(Role.Coordinator, ReferralsHost.City, "me"));

    private Date Day(int days) => FinnishTime.DayOf(host.Now).AddDays(days).ToDate();

    private static async System.Threading.Tasks.Task<List<(Worklist List, long Rows)>> CountsAsync(WorklistsService.WorklistsServiceClient caller) =>
        [.. (await caller.CountWorklistsAsync(new CountWorklistsRequest())).Counts.Select(count => (count.Worklist, count.Rows))];

    // Row by row: the pages together are the list, and as many as were counted.
    private static async System.Threading.Tasks.Task<List<WorklistItem>> RowsAsync(WorklistsService.WorklistsServiceClient caller, Worklist list, WorklistOrder order = WorklistOrder.DueFirst)
    {
        var rows = new List<WorklistItem>();
        var request = new ListWorklistRequest { Worklist = list, Order = order, PageSize = 1 };
        do
        {
            var page = await caller.ListWorklistAsync(request);
            rows.AddRange(page.Items);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        (await CountsAsync(caller)).Single(count => count.List == list).Rows.ShouldBe(rows.Count);
        return rows;
    }
}
