using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Metrics.V1;
using Xunit;
using static Tyokyky.Metrics.Tests.Facts;

namespace Tyokyky.Metrics.Tests.UseCases;

public sealed class MistakeTests(MetricsHost host) : IClassFixture<MetricsHost>
{
    [Fact]
    public async Task What_was_entered_in_error_counts_nowhere()
    {
        // Two were decided, after two and four business days; the third was a mistake, with a case.
        var (two, four, mistake) = (Asked(), Asked(), Asked());
        var opened = new CaseOpened { CaseId = Id(), TaskId = mistake.Task.TaskId, Client = mistake.Task.Client, Organisation = mistake.Task.Receiver, OpenedOn = Day(2026, 3, 2) };
        await host.FeedAsync(
        [
            two.Referral, two.Task, four.Referral, four.Task, mistake.Referral, mistake.Task, opened,
            Now(two.Task, "accepted", new(2026, 3, 4)), Now(four.Task, "accepted", new(2026, 3, 6)), Now(mistake.Task, "entered-in-error", new(2026, 3, 3)),
            new CaseClosed { CaseId = opened.CaseId, TaskId = opened.TaskId, Client = opened.Client, Organisation = opened.Organisation, Outcome = "ended-without-result", ClosedOn = Day(2026, 3, 3) },
        ]);

        var figures = await host.AllFiguresAsync(new Population { Programme = "mistakes" });

        figures["waiting.task-to-decision"].ShouldBe(": 2/2 2 business days");
        figures["tasks.all"].ShouldBe(": 2/0 2 tasks");
        figures["tasks.by-service-and-status"].ShouldNotContain("entered-in-error");
        figures["referrals.all"].ShouldBe(": 2/0 2 referrals");
        figures["team.cases-opened"].ShouldBe(": 0/0 0 cases");
        figures["team.cases-closed-by-outcome"].ShouldBe("");
        figures["waiting.case-to-meeting"].ShouldStartWith(": 0/0 ");
    }

    [Fact]
    public async Task Whoever_is_employed_without_coaching_does_not_lift_the_coefficient_and_counts_among_all()
    {
        var (coached, uncoached, earlier) = (Person(programme: "uncoached"), Person(programme: "uncoached"), Person(programme: "uncoached"));
        var job = Job(coached, "company", true, day: Day(2022, 3, 1));
        await host.FeedAsync(
        [
            Started(coached, "coach", Day(2022, 1, 10)), Started(Person(programme: "uncoached"), "coach", Day(2022, 1, 11)), Started(earlier, "coach", Day(2021, 1, 1)),
            job, new JobRecorded(Job(uncoached, "company", false, day: Day(2022, 3, 1))) { CoachingId = "" }, Job(earlier, "company", false, day: Day(2022, 4, 1)),
            // The same job, as another organisation told it.
            new JobRecorded(job) { JobId = Id(), Organisation = "1234567-1" },
        ]);

        var figures = await host.AllFiguresAsync(new Population { Programme = "uncoached", FromDay = Day(2022, 1, 1), ToDay = Day(2022, 12, 31) });

        figures["coaching.employment-coefficient"].ShouldBe(": 1/2 0.50 coefficient");
        figures["coaching.relation-coefficient"].ShouldBe(": 1/2 0.50 coefficient");
        figures["coaching.persons-employed"].ShouldBe(": 2/0 2 persons");
        figures["coaching.relations"].ShouldBe(": 2/0 2 relations");
        figures["results.persons-employed"].ShouldBe(": 3/0 3 persons");
        figures["results.relations"].ShouldBe(": 3/0 3 relations");
    }

    [Fact]
    public async Task A_correction_after_reporting_counts_and_a_mistake_does_not()
    {
        var (person, other) = (Person(programme: "corrected"), Person(programme: "corrected"));
        var (job, wrong, trial) = (Job(person, "company", true), Job(other, "company", false), WorkTrial(other));
        await host.FeedAsync([Started(person, "coach"), Started(other, "coach"), job, wrong, trial, new JobEnded { JobId = job.JobId, ClientId = person.ClientId, Reason = "contract-ended", EndedOn = Day(2022, 1, 1) }]);
        var before = await host.AllFiguresAsync(new Population { Programme = "corrected" });

        await host.FeedAsync(
        [
            new ResultCorrected { Job = new(job) { Sector = "municipality", StartedOn = Day(2021, 10, 1) } },
            new PaySubsidyChanged { JobId = job.JobId, ClientId = person.ClientId, PaySubsidised = false, FromDay = Day(2022, 2, 1) },
            new ResultEnteredInError { ResultId = wrong.JobId, ClientId = other.ClientId, Type = "job", Reason = "wrong-client" },
            new ResultEnteredInError { ResultId = trial.WorkTrialId, ClientId = other.ClientId, Type = "work-trial", Reason = "wrong-client" },
        ]);

        var after = await host.AllFiguresAsync(new Population { Programme = "corrected" });
        (before["coaching.relations"], after["coaching.relations"]).ShouldBe((": 2/0 2 relations", ": 1/0 1 relations"));
        after["coaching.employment-coefficient"].ShouldBe(": 1/2 0.50 coefficient");
        after["coaching.destinations"].ShouldBe("destination=municipality-subsidised: 1/1 100.0 percent");
        after["coaching.work-trial-persons"].ShouldBe(": 0/2 0.0 percent");
        (before["coaching.relations-ended-by-reason"], after["coaching.relations-ended-by-reason"]).ShouldBe(("reason=contract-ended: 1/1 100.0 percent", ""));
        after["coaching.relations-that-became-unsubsidised"].ShouldBe(": 1/1 100.0 percent");
        (await host.AllFiguresAsync(new Population { Programme = "corrected", ToDay = Day(2022, 1, 31) }))["coaching.relations-that-became-unsubsidised"].ShouldBe(": 0/1 0.0 percent");
    }

    private static (ReferralSubmitted Referral, TaskRequested Task) Asked()
    {
        var (client, at, referral) = (Person(programme: "mistakes"), At(new(2026, 3, 2)), Id());
        return (
            new() { ReferralId = referral, Client = client, Sender = "1234567-1", SenderKind = "municipality", SubmittedAt = at },
            new() { TaskId = Id(), ReferralId = referral, Client = client, Sender = "1234567-1", Receiver = "2345678-0", Service = "work-ability-team", RequestedAt = at });
    }

    private static TaskStatusChanged Now(TaskRequested task, string status, DateOnly day) => new()
    {
        TaskId = task.TaskId,
        ReferralId = task.ReferralId,
        ClientId = task.Client.ClientId,
        Receiver = task.Receiver,
        Service = task.Service,
        Status = status,
        EffectiveAt = At(day),
    };
}
