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
