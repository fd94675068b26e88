using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Domain;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Domain;

public sealed class TaskTableTests
{
    private static readonly DateTimeOffset now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Every action in every status, with everything that may stand beside it.</summary>
    public static TheoryData<string, string, string> EveryActionInEveryState
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var action in Enum.GetNames<TaskAction>())
            {
                foreach (var status in Enum.GetNames<TaskStatus>())
                {
                    foreach (var beside in Enum.GetNames<TaskBusinessStatus>())
                    {
                        data.Add(action, status, beside);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EveryActionInEveryState))]
    public void Every_edge_of_the_table_works_and_every_other_is_refused_with_the_reason_that_was_told(string actionName, string statusName, string besideName)
    {
        var (action, status) = (Enum.Parse<TaskAction>(actionName), Enum.Parse<TaskStatus>(statusName));
        var referral = WithTaskIn(status, out var taskId, Enum.Parse<TaskBusinessStatus>(besideName));
        var task = referral.Task(taskId);
        var (blocked, before) = (TaskTable.BlockedBy(action, task), task.State);

        if (blocked is null)
        {
            var transition = Do(referral, action, taskId);
            transition.From.ShouldBe(before);
            TaskTable.Table.After(action, status).ShouldNotBeNull().ShouldContain(task.Status);
        }
        else
        {
            Should.Throw<DomainException>(() => Do(referral, action, taskId)).Reason.ShouldBe(blocked);
            task.State.ShouldBe(before);
        }
    }

    [Fact]
    public void No_action_but_those_of_the_table_is_allowed_in_any_status() =>
        (from action in Enum.GetValues<TaskAction>()
         from status in Enum.GetValues<TaskStatus>()
         where TaskTable.Table.Find(action, status) is null
         from beside in Enum.GetValues<TaskBusinessStatus>()
         where TaskTable.BlockedBy(action, WithTaskIn(status, out var id, beside).Task(id)) is null
         select (action, status, beside)).ShouldBeEmpty();

    [Fact]
    public void A_hold_goes_back_to_the_phase_that_it_came_from()
    {
        foreach (var phase in new[] { TaskStatus.Accepted, TaskStatus.InProgress })
        {
            var referral = WithTaskIn(phase, out var taskId);
            Do(referral, TaskAction.HoldTask, taskId);
            Do(referral, TaskAction.ResumeTask, taskId);

            referral.Task(taskId).Status.ShouldBe(phase);
        }
    }

    [Fact]
    public void A_confirmed_cancellation_carries_the_senders_reason()
    {
        var referral = WithTaskIn(TaskStatus.InProgress, out var taskId);
        referral.Do(new TaskStep(TaskAction.RequestCancellation, now, "sender", "need-ended"), taskId);

        referral.Do(new TaskStep(TaskAction.ConfirmCancellation, now, "receiver"), taskId).Reason.ShouldBe("need-ended");
        (referral.Task(taskId).Status, referral.Task(taskId).StatusReason, referral.Task(taskId).State).ShouldBe((TaskStatus.Cancelled, "need-ended", "cancelled"));
    }

    [Fact]
    public void The_table_has_one_line_for_each_action_in_the_actions_order() =>
        TaskTable.Table.Rules.Select(rule => rule.Action).ShouldBe(Enum.GetValues<TaskAction>());

    [Fact]
    public void The_documentations_diagram_is_the_tables() => GeneratedPage.ShouldBe("docs/states/task.md", TaskTable.Table.Diagram(TaskStatus.Requested));

    [Fact]
    public void An_outcome_is_acknowledged_once()
    {
        var referral = WithTaskIn(TaskStatus.Completed, out var taskId);
        Do(referral, TaskAction.AcknowledgeOutcome, taskId);

        Should.Throw<DomainException>(() => Do(referral, TaskAction.AcknowledgeOutcome, taskId)).Reason.ShouldBe("OUTCOME_ALREADY_ACKNOWLEDGED");
    }

    [Fact]
    public void Nothing_is_dated_before_what_happened_last()
    {
        var referral = WithTaskIn(TaskStatus.Requested, out var taskId);

        Should.Throw<DomainException>(() => referral.Do(new TaskStep(TaskAction.AcceptTask, now.AddDays(-30), "worker-1"), taskId)).Reason.ShouldBe("EFFECTIVE_TIME_BEFORE_PREVIOUS");
    }

    [Fact]
    public void Only_who_accepted_a_task_sends_a_further_one()
    {
        var referral = WithTaskIn(TaskStatus.Requested, out _);

        Should.Throw<DomainException>(() => referral.Request(Guid.NewGuid(), "receiver", "third", "job-coaching", now)).Reason.ShouldBe("NO_ACCEPTED_TASK");
    }

    private static Transition Do(Referrals.Domain.Referral referral, TaskAction action, Guid taskId) => referral.Do(new TaskStep(action, now, "worker-1", "other"), taskId);

    private static Referrals.Domain.Referral WithTaskIn(TaskStatus status, out Guid taskId, TaskBusinessStatus beside = TaskBusinessStatus.Unspecified)
    {
        var referral = new Referrals.Domain.Referral
        {
            Id = Guid.NewGuid(),
            ClientId = Guid.NewGuid(),
            Sender = "sender",
            Reasons = ["wish-for-work"],
            Description = "",
            ReasonForClient = "",
            Urgency = Urgency.Routine,
            Programme = "",
            Municipality = "698",
            BirthDate = null,
            SubmittedAt = now.AddDays(-1),
            RecordedAt = now.AddDays(-1),
        };
        taskId = Guid.NewGuid();
        var task = referral.Request(taskId, "sender", "receiver", "coordination", now.AddDays(-1)).Task;
        (task.Status, task.BusinessStatus) = (status, beside);
        task.Matters = new TaskMatters(
            status == TaskStatus.OnHold ? new TaskPause(TaskStatus.Accepted, "health", null) : null,
            beside == TaskBusinessStatus.InformationRequested ? new TaskQuestion("document-missing", "?", now) : null,
            beside == TaskBusinessStatus.CancellationRequested ? new TaskCancellation("need-ended", "", now, new DateOnly(2026, 3, 13)) : null);
        return referral;
    }
}
