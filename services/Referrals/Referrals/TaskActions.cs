using Google.Protobuf.WellKnownTypes;
using Tyokyky.Referrals.Common;
using ExternalReference = Tyokyky.Contracts.Common.V1.ExternalReference;

namespace Tyokyky.Referrals.Referrals;

/// <summary>The way every action on a task goes. What differs is in <see cref="TaskTable"/>.</summary>
internal sealed class TaskActions(ReferralKind referrals, ReferralView view, AgreedRows agreements, IBusinessClock clock)
{
    /// <param name="decide">What the action does more than its step; it takes the step itself.</param>
    public Task<TResponse> DoAsync<TRequest, TResponse>(
        TRequest request, Call call, TaskCommand command, Func<Proto.Referral, TResponse> answer, Func<TaskWork, ValueTask<TaskWork>>? decide = null)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new()
    {
        var taskId = Guid.Parse(command.TaskId);
        return referrals.LoadTask(request, call, taskId).WriteAsync(async (found, commit) =>
        {
            var task = found.Referral.Task(taskId);
            var at = clock.EffectiveAt("effective_at", command.EffectiveAt, task.ChangedAt);
            var step = command.StepAt(at, call.Caller, task.RelationOf(call.Caller));
            if (command.Action == TaskAction.RequestCancellation)
            {
                // The other side's time to answer runs from the first day on which it can know of it, whenever it took effect.
                var area = await agreements.InAsync(commit, found.Referral.Municipality);
                step = step with { ConfirmedAfter = TimeLimits.LastDay("cancellation-confirmation", clock.Today, area) };
            }

            var work = new TaskWork(found.Referral, taskId, step, commit);
            var done = decide is null ? work.Do(command.Details?.Invoke(work)) : await decide(work);
            await referrals.WriteAsync(commit, found.Referral, done.Referral);

            var (shown, references) = done.Shown ?? (done.Referral.At(found.Referral.Version + 1), found.References);
            return answer(await view.Of(shown, call, references));
        });
    }
}

/// <summary>One action at work: the referral as it is by now, and the commit that it fills.</summary>
internal sealed record TaskWork(Referral Referral, Guid TaskId, TaskStep Step, Commit Commit)
{
    public ReferralTask Task => Referral.Task(TaskId);

    public Call Call => Commit.Call;

    /// <summary>What the answer shows, where it is not the referral itself.</summary>
    public (Referral Referral, IReadOnlyList<ExternalReference> References)? Shown { get; init; }

    /// <summary>False when the step itself will be refused: what it needs beside is not looked for then.</summary>
    public bool IsAllowed => TaskBlocks.Of(Step.Action, Referral, Task, Step.Side, Step.At) is null;

    /// <summary>Takes the step and writes it.</summary>
    public TaskWork Do(TaskDetails? details = null) => Do(TaskId, details is null ? Step : Step with { Details = details });

    /// <summary>Takes a further step, maybe of another task in the referral.</summary>
    public TaskWork Do(Guid taskId, TaskStep step) => this with { Referral = ReferralKind.Take(Commit, Referral, step, taskId) };
}

/// <summary>An action on a task with what the caller gave.</summary>
internal sealed record TaskCommand(TaskAction Action, string TaskId, Timestamp? EffectiveAt)
{
    public string Reason { get; init; } = "";

    public string Text { get; init; } = "";

    public Date? ResumeOn { get; init; }

    /// <summary>What only this action has, once the task is loaded.</summary>
    public Func<TaskWork, TaskDetails>? Details { get; init; }

    public TaskStep StepAt(DateTimeOffset at, Caller caller, Relation side) => new(Action, at, caller.Subject, Reason, Text, side)
    {
        Organisation = caller.Organisation,
        ResumeOn = ResumeOn?.ToDay(),
    };
}
