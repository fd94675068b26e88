using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Tyokyky.EventLog;
using Tyokyky.Records;
using Tyokyky.Referrals.Domain;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;
using Date = Tyokyky.Contracts.Common.V1.Date;
using Proto = Tyokyky.Contracts.Referrals.V1;

namespace Tyokyky.Referrals.UseCases;

/// <summary>The way every action on a task goes: load, admit, ask the referral, commit. What differs is in <see cref="TaskTable"/>.</summary>
internal sealed class TaskChange(ReferralView view, Recorder recorder, Database database, IBusinessClock clock)
{
    public async Task<TResponse> Do<TRequest, TResponse>(TaskCommand command, TRequest request, Call call, Func<Proto.Referral, TResponse> answer)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new()
    {
        var rule = TaskTable.RuleOf(command.Action);
        Check.Shape(check =>
        {
            check.Uuid("task_id", command.TaskId).OptionalInstant("effective_at", command.EffectiveAt).MaxLength(command.TextField, command.Text, command.MaxText)
                .OptionalDayAfter("resume_on", command.ResumeOn, clock.Today);
            if (command.TextRequired)
            {
                check.Required(command.TextField, command.Text);
            }

            if (rule.ReasonSystem is { } system)
            {
                check.Code(command.ReasonField, command.Reason, system, clock.Today);
            }
        });
        var taskId = Guid.Parse(command.TaskId);

        var (referral, tasks) = await recorder.LoadAsync(call, request, ReferralStore.ByTask(taskId), ReferralStore.TasksBeside(taskId));
        referral?.Tasks.AddRange(tasks!);
        call.Concerns(referral?.ClientId.ToString(), "task", command.TaskId);
        call.Admit(referral, referral?.Task(taskId).RelationOf(call.Caller.Organisation));
        if (call.Replay<TResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(command.Etag, referral.Etag);
        var at = clock.EffectiveAt("effective_at", command.EffectiveAt);
        var task = referral.Task(taskId);
        var before = TaskTimers.Of(task);
        var transition = referral.Do(command.StepAt(at, call.Caller.Subject), taskId);

        var mine = await database.OneAsync(ExternalReferences.Of(referral.Id, call.Caller.Organisation), call.Cancel);
        return await Write(recorder.Commit(call, request), referral, task, transition, before)
            .SaveAsync(answer(await view.Of(referral.Bumped(), call, mine!)));
    }

    /// <summary>What a change of a task writes, whoever makes it: a caller here, a fact in a reaction, its own time.</summary>
    public static Commit Write(Commit commit, Referral referral, ReferralTask task, Transition transition, TaskTimers before)
    {
        IMessage fact = transition.To == "acknowledged" ? TaskFacts.Acknowledged(task, transition.EffectiveAt) : TaskFacts.StatusChanged(task, transition.EffectiveAt);
        TaskTimers.Of(task).Set(commit, task, before);
        return commit
            .Guard(ReferralStore.Bump(referral))
            .Add(ReferralStore.Update(task))
            .Transition(transition)
            .Fact(fact, referral.ClientId.ToString())
            .Touched(referral.ClientId, "task", task.Id);
    }
}

/// <summary>An action on a task with what the caller gave.</summary>
internal sealed record TaskCommand(TaskAction Action, string TaskId, Timestamp? EffectiveAt, string Etag)
{
    public string Reason { get; init; } = "";

    public string ReasonField { get; init; } = "reason";

    public string Text { get; init; } = "";

    public string TextField { get; init; } = "note";

    public int MaxText { get; init; } = 1000;

    public bool TextRequired { get; init; }

    public Date? ResumeOn { get; init; }

    public TaskStep StepAt(DateTimeOffset at, string actor) => new(Action, at, actor, Reason, Text)
    {
        ResumeOn = ResumeOn?.ToDay(),
        ConfirmedAfter = TimeLimits.LastDay("cancellation-confirmation", FinnishTime.DayOf(at)),
    };
}
