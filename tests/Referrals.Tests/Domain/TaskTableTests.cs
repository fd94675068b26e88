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

    public static TheoryData<string, string> EveryActionInEveryStatus
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var action in Enum.GetValues<TaskAction>())
            {
                foreach (var status in Enum.GetValues<TaskStatus>())
                {
                    data.Add(action.ToString(), status.ToString());
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EveryActionInEveryStatus))]
    public void Every_edge_of_the_table_works_and_every_other_is_refused_with_the_reason_that_was_told(string actionName, string statusName)
    {
        var action = Enum.Parse<TaskAction>(actionName);
        var status = Enum.Parse<TaskStatus>(statusName);
        var referral = WithTaskIn(status, out var taskId);
        var blocked = TaskTable.BlockedBy(action, referral.Task(taskId));

        if (TaskTable.Table.Find(action, status) is not null)
        {
            blocked.ShouldBeNull();
            var transition = referral.Do(action, taskId, now, "worker-1", "other");
            transition.From.ShouldBe(StateCode.Of(status));
            referral.Task(taskId).Status.ShouldBe(TaskTable.Table.After(action, status).ShouldNotBeNull());
        }
        else
        {
            blocked.ShouldNotBeNull();
            Should.Throw<DomainException>(() => referral.Do(action, taskId, now, "worker-1", "other")).Reason.ShouldBe(blocked);
            referral.Task(taskId).Status.ShouldBe(status);
        }
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
        referral.Do(TaskAction.AcknowledgeOutcome, taskId, now, "worker-1");

        Should.Throw<DomainException>(() => referral.Do(TaskAction.AcknowledgeOutcome, taskId, now, "worker-1")).Reason.ShouldBe("OUTCOME_ALREADY_ACKNOWLEDGED");
    }

    [Fact]
    public void Nothing_is_dated_before_what_happened_last()
    {
        var referral = WithTaskIn(TaskStatus.Requested, out var taskId);

        Should.Throw<DomainException>(() => referral.Do(TaskAction.AcceptTask, taskId, now.AddDays(-30), "worker-1")).Reason.ShouldBe("EFFECTIVE_TIME_BEFORE_PREVIOUS");
    }

    [Fact]
    public void Only_who_accepted_a_task_sends_a_further_one()
    {
        var referral = WithTaskIn(TaskStatus.Requested, out _);

        Should.Throw<DomainException>(() => referral.Request(Guid.NewGuid(), "receiver", "third", "job-coaching", now)).Reason.ShouldBe("NO_ACCEPTED_TASK");
    }

    private static Referrals.Domain.Referral WithTaskIn(TaskStatus status, out Guid taskId)
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
        referral.Request(taskId, "sender", "receiver", "coordination", now.AddDays(-1)).Task.Status = status;
        return referral;
    }
}
