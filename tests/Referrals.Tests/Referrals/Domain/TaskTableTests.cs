using Shouldly;
using Tyokyky.Referrals.Referrals;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using Referral = Tyokyky.Referrals.Referrals.Referral;

namespace Tyokyky.Referrals.Tests.Referrals.Domain;

public sealed class TaskTableTests
{
    private static readonly DateTimeOffset now = TaskStates.Now;

    [Fact]
    public void Every_edge_of_the_table_works_and_every_other_is_refused_with_the_reason_that_was_told()
    {
        var wrong = new List<string>();
        foreach (var state in TaskStates.All())
        {
            foreach (var action in Enum.GetValues<TaskAction>())
            {
                var referral = state.Make();
                var task = referral.Tasks[0];
                var (blocked, before) = (TaskStates.Blocked(action, referral), task.State);
                try
                {
                    (referral, var transition) = referral.Do(TaskStates.Step(action), task.Id);
                    if (blocked is not null || transition.From != before || TaskTable.Table.After(action, state.Status)?.Contains(referral.Tasks[0].Status) != true)
                    {
                        wrong.Add($"{action} in {state} was done although {blocked}");
                    }
                }
                catch (DomainException refusal)
                {
                    if (refusal.Reason != blocked || referral.Tasks[0].State != before)
                    {
                        wrong.Add($"{action} in {state} was refused with {refusal.Reason}, told was {blocked}");
                    }
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void No_action_but_those_of_the_table_is_allowed_in_any_status() =>
        (from state in TaskStates.All()
         from action in Enum.GetValues<TaskAction>()
         where TaskTable.Table.Find(action, state.Status) is null
         let referral = state.Make()
         where TaskStates.Blocked(action, referral) is null
         select (action, state)).ShouldBeEmpty();

    [Fact]
    public void Every_block_is_told_with_who_can_clear_it() =>
        (from state in TaskStates.All()
         from action in Enum.GetValues<TaskAction>()
         let referral = state.Make()
         let blocked = TaskStates.Blocked(action, referral)
         where blocked is not null && TaskBlocks.ClearedBy(blocked) is not ("sender" or "receiver" or "other_side" or "nobody")
         select (action, state, blocked)).ShouldBeEmpty();

    [Fact]
    public void A_hold_goes_back_to_the_phase_that_it_came_from()
    {
        foreach (var phase in new[] { TaskStatus.Accepted, TaskStatus.InProgress })
        {
            var referral = WithTaskIn(phase, out var taskId);
            referral = Do(referral, TaskAction.HoldTask, taskId);
            referral = Do(referral, TaskAction.ResumeTask, taskId);

            referral.Task(taskId).Status.ShouldBe(phase);
        }
    }

    [Fact]
    public void A_confirmed_cancellation_carries_the_senders_reason()
    {
        var referral = WithTaskIn(TaskStatus.InProgress, out var taskId);
        (referral, _) = referral.Do(new TaskStep(TaskAction.RequestCancellation, now, "sender", "need-ended"), taskId);

        (referral, var transition) = referral.Do(new TaskStep(TaskAction.ConfirmCancellation, now, "receiver"), taskId);
        transition.Reason.ShouldBe("need-ended");
        (referral.Task(taskId).Status, referral.Task(taskId).StatusReason, referral.Task(taskId).State).ShouldBe((TaskStatus.Cancelled, "need-ended", "cancelled"));
    }

    [Fact]
    public void The_table_has_one_line_for_each_action_in_the_actions_order() =>
        TaskTable.Table.Rules.Select(rule => rule.Action).ShouldBe(Enum.GetValues<TaskAction>());

    [Fact]
    public void The_documentations_diagram_is_the_tables() => GeneratedPage.ShouldBe("docs/states/task.md", TaskTable.Table.Diagram(TaskStatus.Draft, TaskStatus.Requested));

    [Fact]
    public void An_outcome_is_acknowledged_once()
    {
        var referral = WithTaskIn(TaskStatus.Completed, out var taskId);
        referral = Do(referral, TaskAction.AcknowledgeOutcome, taskId);

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

        Should.Throw<DomainException>(() => referral.Request(Guid.NewGuid(), "receiver", TaskStates.Ask("third", "job-coaching"), now)).Reason.ShouldBe("NO_ACCEPTED_TASK");
    }

    private static Referral Do(Referral referral, TaskAction action, Guid taskId) =>
        referral.Do(TaskStates.Step(action), taskId).Referral;

    private static Referral WithTaskIn(TaskStatus status, out Guid taskId)
    {
        var referral = new TaskState(status).Make();
        taskId = referral.Tasks[0].Id;
        return referral;
    }
}
