using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.Reactions;

/// <summary>A referral's task for job coaching opens a coaching where it is accepted, and what becomes of it becomes of the coaching.</summary>
public sealed class TaskCoachingTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    [Fact]
    public async Task An_accepted_task_opens_one_coaching_that_keeps_who_referred_the_client()
    {
        var task = host.Asked();
        host.Changed(task, "accepted", -20);
        host.Changed(task, "in-progress", -19);

        var opened = await host.OpenedByTaskAsync(task);

        (opened.ClientId, opened.Organisation, opened.TaskId, opened.ReferralId, opened.ReferringOrganisation, opened.CaseId, opened.MeasureId)
            .ShouldBe((task.Client.ClientId, CoachingHost.City, task.TaskId, task.ReferralId, CoachingHost.Stranger, "", ""));
        (opened.OpenedOn, opened.Programme).ShouldBe((CoachingHost.Day(-20), "polku"));
        var started = (await host.Coachings.StartCoachingAsync(new StartCoachingRequest(CoachingHost.NewStart(opened)) { StartedOn = CoachingHost.Day(-18) })).Coaching;
        await host.Coachings.EndCoachingAsync(new EndCoachingRequest { CoachingId = started.CoachingId, Outcome = "studies" });
        (await host.Database.FactsAsync<CoachingOpened>(opened.ClientId)).ShouldHaveSingleItem().TaskId.ShouldBe(task.TaskId);
        (await host.Database.FactsAsync<CoachingStarted>(opened.ClientId)).ShouldHaveSingleItem().TaskId.ShouldBe(task.TaskId);
        var ended = (await host.Database.FactsAsync<CoachingEnded>(opened.ClientId)).ShouldHaveSingleItem();
        (ended.TaskId, ended.Outcome).ShouldBe((task.TaskId, "studies"));
    }

    [Theory]
    [InlineData("cancelled", "", "", CoachingState.Ended, "ended-without-result")]
    [InlineData("completed", "", "studies", CoachingState.Ended, "studies")]
    [InlineData("entered-in-error", "wrong-client", "", CoachingState.EnteredInError, "")]
    public async Task What_ends_the_task_ends_the_coaching(string status, string reason, string outcome, CoachingState state, string ending)
    {
        var task = host.Asked();
        host.Changed(task, "accepted", -20);
        var opened = await host.OpenedByTaskAsync(task);

        host.Changed(task, status, -10, reason, outcome);

        await Eventually.Holds(async () => (await host.ReadAsync(opened.CoachingId)).State == state, "the coaching follows");
        var after = await host.ReadAsync(opened.CoachingId);
        (after.Outcome, after.ErrorReason).ShouldBe((ending, reason));
    }

    [Fact]
    public async Task A_mistaken_tasks_coaching_with_results_ends_and_keeps_them()
    {
        var task = host.Asked();
        host.Changed(task, "accepted", -20);
        var opened = await host.OpenedByTaskAsync(task);
        await host.Coachings.StartCoachingAsync(new StartCoachingRequest(CoachingHost.NewStart(opened)) { StartedOn = CoachingHost.Day(-18) });
        await host.Results.RecordJobAsync(CoachingHost.NewJob(opened, await host.EmployerAsync()));

        host.Changed(task, "entered-in-error", -4, "duplicate");

        await Eventually.Holds(async () => (await host.ReadAsync(opened.CoachingId)).State == CoachingState.Ended, "the coaching ends");
        (await host.Results.ListResultsAsync(new ListResultsRequest { CoachingId = opened.CoachingId })).Jobs.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_task_that_moves_has_its_coaching_where_it_went()
    {
        const string Next = "0000007-8";
        var task = host.Asked();
        host.Changed(task, "accepted", -20);
        var opened = await host.OpenedByTaskAsync(task);

        host.Sources.Tell(
            "referrals",
            new TaskTransferred { TaskId = task.TaskId, ReferralId = task.ReferralId, ClientId = task.Client.ClientId, From = CoachingHost.City, To = Next, Service = task.Service, EffectiveAt = CoachingHost.At(-10) },
            task.Client.ClientId);

        (await host.OpenedByTaskAsync(task, Next)).OpenedOn.ShouldBe(CoachingHost.Day(-10));
        var before = await host.ReadAsync(opened.CoachingId);
        (before.State, before.Outcome, before.EndedOn).ShouldBe((CoachingState.Ended, "referred-on", CoachingHost.Day(-10)));
    }
}
