using Google.Protobuf.WellKnownTypes;
using ExternalReference = Tyokyky.Contracts.Common.V1.ExternalReference;

namespace Tyokyky.Referrals.UseCases;

/// <summary>The way every action on a task goes: load, admit, ask the referral, commit. What differs is in <see cref="TaskTable"/>.</summary>
internal sealed class TaskChange(ReferralView view, UnitOfWork unitOfWork, Database database, IBusinessClock clock)
{
    /// <param name="decide">What the action does more than its step; it takes the step itself.</param>
    public async Task<TResponse> Do<TRequest, TResponse>(TaskCommand command, TRequest request, Call call, Func<Proto.Referral, TResponse> answer, Func<TaskWork, ValueTask>? decide = null)
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

            command.Shape?.Invoke(check);
        });
        var taskId = Guid.Parse(command.TaskId);

        var (referral, tasks) = await unitOfWork.LoadAsync(call, request, ReferralStore.ByTask(taskId), ReferralStore.TasksBeside(taskId));
        referral?.Tasks.AddRange(tasks!);
        call.SetAuditSubject(referral?.ClientId.ToString(), "task", command.TaskId);
        var side = referral?.Task(taskId).RelationOf(call.Caller) ?? Relation.None;
        call.Authorize(referral, side);
        if (call.Replay<TResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(command.Etag, referral.Etag, id => referral.TellsWho(id, call.Caller));
        var at = clock.EffectiveAt("effective_at", command.EffectiveAt);
        var commit = unitOfWork.Commit(call, request).Guard(ReferralStore.Bump(referral));
        var work = new TaskWork(taskId, command.StepAt(at, call.Caller, side), commit, call) { Referral = referral };
        if (decide is null)
        {
            work.Do(command.Details?.Invoke(work));
        }
        else
        {
            await decide(work);
        }

        var (shown, references) = work.Shown ?? (work.Referral.Bumped(), await database.OneAsync(ExternalReferences.Of(referral.Id, call.Caller.OwnOrganisation()), call.Cancel));
        return await commit.SaveAsync(answer(await view.Of(shown, call, references!)));
    }

    /// <summary>What a change of a task writes behind the referral's guard, whoever makes it: a caller here, a fact in a reaction, its own time.</summary>
    public static Commit Write(Commit commit, Referral referral, ReferralTask task, TaskStep step, Transition transition, TaskTimers before)
    {
        TaskTimers.Of(task).Set(commit, task, before);
        commit
            .Add(ReferralStore.Update(task))
            .Transition(transition)
            .LogChange(referral.ClientId, "task", task.Id);
        foreach (var fact in TaskFacts.Of(step, referral, task))
        {
            commit.Fact(fact, referral.ClientId.ToString());
        }

        return commit;
    }
}

/// <summary>One action at work: what was loaded, and the commit that it fills.</summary>
internal sealed record TaskWork(Guid TaskId, TaskStep Step, Commit Commit, Call Call)
{
    public required Referral Referral { get; set; }

    public ReferralTask Task => Referral.Task(TaskId);

    /// <summary>What the answer shows, where it is not the referral itself.</summary>
    public (Referral Referral, IReadOnlyList<ExternalReference>? References)? Shown { get; set; }

    /// <summary>False when the step itself will be refused: what it needs beside is not looked for then.</summary>
    public bool IsAllowed => TaskBlocks.Of(Step.Action, Referral, Task, Step.Side, Step.At) is null;

    /// <summary>Takes the step and writes it.</summary>
    public void Do(TaskDetails? details = null) => Do(Task, details is null ? Step : Step with { Details = details });

    /// <summary>Takes a further step, maybe of another task in the referral.</summary>
    public void Do(ReferralTask task, TaskStep further)
    {
        var before = TaskTimers.Of(task);
        var transition = Referral.Do(further, task.Id);
        TaskChange.Write(Commit, Referral, task, further, transition, before);
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

    /// <summary>Checks of what only this action has.</summary>
    public Action<Check>? Shape { get; init; }

    /// <summary>What only this action has, once the task is loaded.</summary>
    public Func<TaskWork, TaskDetails>? Details { get; init; }

    public TaskStep StepAt(DateTimeOffset at, Caller caller, Relation side) => new(Action, at, caller.Subject, Reason, Text, side)
    {
        Organisation = caller.Organisation,
        ResumeOn = ResumeOn?.ToDay(),
        ConfirmedAfter = TimeLimits.LastDay("cancellation-confirmation", FinnishTime.DayOf(at)),
    };
}
