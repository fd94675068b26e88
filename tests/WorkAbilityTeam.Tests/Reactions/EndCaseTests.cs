using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests.Reactions;

/// <summary>What ends a task in Referrals ends its case here.</summary>
public sealed class EndCaseTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Theory]
    [InlineData("completed", "employed", "employed")]
    [InlineData("completed", "own-business", "employed")]
    [InlineData("completed", "service-given", "need-resolved")]
    [InlineData("failed", "", "ended-without-result")]
    [InlineData("cancelled", "", "cancelled")]
    [InlineData("rejected", "", "ended-without-result")]
    public async Task A_task_that_ends_closes_its_case(string status, string outcome, string closedAs)
    {
        var opened = await host.OpenedAsync();
        host.Sources.Tell("referrals", Changed(opened, "in-progress"), opened.ClientId);
        host.Sources.Tell("referrals", Changed(opened, status, outcome), opened.ClientId);
        await Eventually.Holds(async () => (await host.ReadAsync(opened.CaseId)).State == CaseState.Closed, "the case closes");

        var closed = await host.ReadAsync(opened.CaseId);

        (closed.Outcome, closed.ClosedOn).ShouldBe((closedAs, TeamHost.Today));
        (await host.Database.FactsAsync<CaseClosed>(opened.ClientId)).ShouldHaveSingleItem().Outcome.ShouldBe(closedAs);
    }

    [Theory]
    [InlineData("in-progress")]
    [InlineData("completed")]
    public async Task A_task_that_was_a_mistake_makes_its_case_one_whatever_it_was_since(string before)
    {
        var opened = await host.OpenedAsync();
        await host.Cases.RecordMeetingAsync(TeamHost.NewMeeting(opened));
        host.Sources.Tell("referrals", Changed(opened, before, "employed"), opened.ClientId);
        host.Sources.Tell("referrals", Changed(opened, "entered-in-error"), opened.ClientId);
        await Eventually.Holds(async () => (await host.ReadAsync(opened.CaseId)).State == CaseState.EnteredInError, "the case is a mistake");

        var fact = (await host.Database.FactsAsync<CaseEnteredInError>(opened.ClientId)).ShouldHaveSingleItem();
        (fact.CaseId, fact.TaskId).ShouldBe((opened.CaseId, opened.TaskId));
        (await host.Database.FactsAsync<TeamActionEnded>(opened.ClientId)).ShouldHaveSingleItem().Status.ShouldBe("entered-in-error");
        (await host.Cases.ListCasesAsync(new ListCasesRequest { ClientId = opened.ClientId })).Cases.ShouldBeEmpty();
        (await host.Cases.ListCasesAsync(new ListCasesRequest { ClientId = opened.ClientId, State = CaseState.EnteredInError })).Cases.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("own-business")]
    [InlineData("service-given")]
    [InlineData("consultation")]
    public async Task A_case_does_not_close_with_what_only_coachings_tasks_or_contacts_end_in(string outcome)
    {
        var opened = await host.OpenedAsync();

        (await host.Cases.CloseCaseAsync(new CloseCaseRequest { CaseId = opened.CaseId, Outcome = outcome }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_CODE"))
            .Metadata["field"].ShouldBe("outcome");
        (await host.ReadAsync(opened.CaseId)).State.ShouldBe(CaseState.Open);
    }

    [Fact]
    public async Task A_task_that_moves_to_another_team_leaves_its_case_and_opens_one_there()
    {
        var opened = await host.OpenedAsync();
        host.Sources.Tell("referrals", Moved(opened, TeamHost.County, TeamHost.County), opened.ClientId);
        host.Sources.Tell("referrals", Moved(opened, TeamHost.County, TeamHost.Stranger), opened.ClientId);

        var there = await host.CaseOfAsync(opened.TaskId, TeamHost.Stranger);

        var left = await host.ReadAsync(opened.CaseId);
        (left.State, left.Outcome).ShouldBe((CaseState.Closed, "referred-on"));
        (there.State, there.ClientId, there.ReferralId, there.Programme).ShouldBe((CaseState.Open, opened.ClientId, opened.ReferralId, opened.Programme));
        (await host.Database.FactsAsync<CaseOpened>(opened.ClientId)).Select(fact => fact.Organisation).ShouldBe([TeamHost.County, TeamHost.Stranger]);

        host.Sources.Tell("referrals", Moved(opened, TeamHost.Stranger, TeamHost.County), opened.ClientId);
        await Eventually.Holds(
            async () => (await host.Cases.ListCasesAsync(new ListCasesRequest { TaskId = opened.TaskId })).Cases.Select(each => each.State).SequenceEqual([CaseState.Open, CaseState.Closed]),
            "it comes back to a new case");
    }

    private static TaskStatusChanged Changed(Case opened, string status, string outcome = "") => new()
    {
        TaskId = opened.TaskId,
        ReferralId = opened.ReferralId,
        ClientId = opened.ClientId,
        Status = status,
        Outcome = outcome,
        Receiver = opened.Organisation,
        Service = "work-ability-team",
        EffectiveAt = TimeProvider.System.GetUtcNow().ToTimestamp(),
    };

    private static TaskTransferred Moved(Case opened, string from, string to) => new()
    {
        TaskId = opened.TaskId,
        ReferralId = opened.ReferralId,
        ClientId = opened.ClientId,
        From = from,
        To = to,
        Service = "work-ability-team",
        Reason = "other",
        EffectiveAt = TimeProvider.System.GetUtcNow().ToTimestamp(),
    };
}
