using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Pathways;

/// <summary>How a pathway follows a referral's task: the step that is the task is where the task is, whatever brought the task there.</summary>
internal sealed class TaskFollowing
{
    private readonly FollowedTask task;
    private readonly AreaAgreements area;
    private readonly DateOnly today;
    private readonly Func<Guid> newId;
    private readonly List<Transition> transitions = [];
    private Pathway pathway;

    private TaskFollowing(Pathway pathway, FollowedTask task, AreaAgreements area, DateOnly today, Func<Guid> newId)
    {
        this.pathway = pathway;
        this.task = task;
        this.area = area;
        this.today = today;
        this.newId = newId;
    }

    /// <summary>The pathway with its step where the task now is, and how it came there; no transition: nothing changed.</summary>
    public static (Pathway Pathway, IReadOnlyList<Transition> Transitions) Follow(
        Pathway pathway, FollowedTask task, AreaAgreements area, DateOnly today, Func<Guid> newId)
    {
        var following = new TaskFollowing(pathway, task, area, today, newId);
        if (!pathway.IsOpen)
        {
            return (pathway, []);
        }

        // A draft can have become one for another service.
        if (pathway.Steps.FirstOrDefault(step => step.OfTask?.Id == task.Id && step.Service != task.Service) is { } other)
        {
            following.TakeBack(other);
        }

        if (following.StepOfTask() is { } step)
        {
            following.Move(step);
        }

        return (following.pathway, following.transitions);
    }

    /// <summary>The same with a step that a person says is the task.</summary>
    public static (Pathway Pathway, IReadOnlyList<Transition> Transitions) Name(
        Pathway pathway, Guid stepId, FollowedTask task, string field, AreaAgreements area, DateOnly today, Func<Guid> newId)
    {
        pathway.RequireOpen();
        var step = pathway.Step(stepId);
        if (PathwayStepTable.BlockedBy(PathwayStepAction.PlanPathwayStep, step) is { } blocked)
        {
            throw PathwayErrors.Blocked(blocked, step);
        }

        if (step.OfTask is { } other)
        {
            return other.Id == task.Id ? (pathway, []) : throw PathwayErrors.HasTask(step);
        }

        var isOther = task.Service.Length > 0 && step.Service != task.Service;
        if (isOther || task.IsMistake || !task.IsPartyTo(pathway.Organisation) || pathway.Steps.Any(each => each.OfTask?.Id == task.Id))
        {
            throw field == "task_id" ? PathwayErrors.UnknownTask() : PathwayErrors.UnknownStep(field);
        }

        var following = new TaskFollowing(pathway, task, area, today, newId);
        following.Move(following.Link(step, new StepTask(task.Id)));
        return (following.pathway, following.transitions);
    }

    // The one that follows it, or else the one that was planned for such a service; what happens on the client's way belongs on it.
    private PathwayStep? StepOfTask()
    {
        if (pathway.Steps.FirstOrDefault(step => step.OfTask?.Id == task.Id) is { } following)
        {
            return following;
        }

        if (!task.IsGoing && task.Status != TaskStatus.Completed)
        {
            return null;
        }

        if ((Revised() ?? Planned()) is { } planned)
        {
            return Link(planned, new StepTask(task.Id));
        }

        var isGiven = task.HasBegun || task.Status == TaskStatus.Completed;
        return isGiven && task.IsPartyTo(pathway.Organisation) && pathway.Steps.Count < Pathway.MostSteps ? Added() : null;
    }

    // In place of the step that was left out when the receiver rejected what this one revises.
    private PathwayStep? Revised()
    {
        if (task.Revises is null || pathway.Steps.FirstOrDefault(step => step.OfTask?.Id == task.Revises) is not { Status: PathwayStepStatus.Skipped } left)
        {
            return null;
        }

        if (pathway.Steps.FirstOrDefault(step => step.Repeats == left.Id && step is { Status: PathwayStepStatus.Planned, OfTask: null }) is { } repeated)
        {
            return repeated;
        }

        if (left.OfTask is not { DidEnd: true } || pathway.Steps.Count >= Pathway.MostSteps)
        {
            return null;
        }

        var id = newId();
        Do(new StepChange(PathwayStepAction.RepeatPathwayStep, left.Id, task.On)
        {
            NewStepId = id,
            PlannedStart = left.PlannedStart,
            PlannedEnd = left.PlannedEnd,
        });
        return pathway.Step(id);
    }

    // That somebody is another authority's client is confidential: a step that names the organisation was agreed with the client.
    private PathwayStep? Planned() => pathway.Steps
        .Where(step => step is { IsOpen: true, OfTask: null, Follows: "" } && step.Service == task.Service
            && (step.Organisation.Length == 0 ? task.IsPartyTo(pathway.Organisation) : step.Organisation == task.Receiver))
        .OrderBy(step => step.Status).ThenBy(step => step.Number)
        .FirstOrDefault();

    private PathwayStep Added()
    {
        var step = new PathwayStep
        {
            Id = newId(),
            Number = pathway.Steps.Count + 1,
            Phase = PathwayTemplates.PhaseOf(task.Service, pathway.Template, pathway.OpenedOn, area),
            Service = task.Service,
            AddedOn = task.On < today ? task.On : today,
            OfTask = new StepTask(task.Id, IsMade: true),
        };
        pathway = pathway.Add(step);
        transitions.Add(Said(step, "", "task-named"));
        return step;
    }

    private PathwayStep Link(PathwayStep step, StepTask link)
    {
        var linked = step with { OfTask = link };
        pathway = pathway.With(linked);
        transitions.Add(Said(step, StateCode.Of(step.Status), "task-named"));
        return linked;
    }

    private void Move(PathwayStep step)
    {
        if (task.IsMistake)
        {
            TakeBack(step);
            return;
        }

        // What a person has ended stays so.
        if (!step.IsOpen || task.Status == TaskStatus.Draft)
        {
            return;
        }

        Give(step);
        if (step.Status == PathwayStepStatus.Planned && task.HasBegun)
        {
            Start(step.Id);
        }

        Pause(pathway.Step(step.Id));
        End(pathway.Step(step.Id));
    }

    private void Give(PathwayStep step)
    {
        if (task.Receiver.Length == 0 || step.Organisation == task.Receiver)
        {
            return;
        }

        // At another organisation nobody answers for it yet.
        var given = step with
        {
            Organisation = task.Receiver,
            Worker = "",
            WorkerName = "",
            OfTask = step.OfTask! with { GaveOrganisation = step.OfTask.GaveOrganisation || step.Organisation.Length == 0 },
        };
        pathway = pathway.With(given);
        transitions.Add(Said(step, StateCode.Of(step.Status), "given"));
    }

    private void Pause(PathwayStep step)
    {
        if (task.Hold is { } hold && step.Pause is null)
        {
            Do(new StepChange(PathwayStepAction.PausePathwayStep, step.Id, task.On) { Reason = hold.Reason, PlannedEnd = hold.ResumeOn, IsOfTask = true });
        }
        else if (task is { Hold: null, IsGoing: true } && step.Pause is { IsOfTask: true } pause)
        {
            Do(new StepChange(PathwayStepAction.ResumePathwayStep, step.Id, task.On < pause.From ? pause.From : task.On));
        }
    }

    private void Start(Guid stepId)
    {
        var on = task.BegunOn ?? (task.HasBegun ? task.On : task.TakenOn ?? task.On);
        Do(new StepChange(PathwayStepAction.StartPathwayStep, stepId, on < pathway.OpenedOn ? pathway.OpenedOn : on), link => link with { DidStart = true });
    }

    private void End(PathwayStep step)
    {
        switch (task.Status)
        {
            case TaskStatus.Completed:
                if (step.Status == PathwayStepStatus.Planned)
                {
                    Start(step.Id);
                }

                End(pathway.Step(step.Id), task.Outcome);
                break;
            case TaskStatus.Rejected or TaskStatus.Cancelled or TaskStatus.Failed when step.Status == PathwayStepStatus.Started:
                End(step, "ended-without-result");
                break;
            case TaskStatus.Rejected or TaskStatus.Cancelled or TaskStatus.Failed:
                var skipped = new StepChange(PathwayStepAction.SkipPathwayStep, step.Id, task.On) { Reason = $"task-{StateCode.Of(task.Status)}" };
                Do(skipped, link => link with { DidEnd = true });
                break;
            default:
                break;
        }
    }

    private void End(PathwayStep step, string outcome) => Do(
        new StepChange(PathwayStepAction.EndPathwayStep, step.Id, task.On < step.StartedOn ? step.StartedOn.Value : task.On) { Reason = outcome },
        link => link with { DidEnd = true });

    // What came from the task was never so; what a person recorded stays.
    private void TakeBack(PathwayStep step)
    {
        var link = step.OfTask!;
        var isEndedByHand = !step.IsOpen && !link.DidEnd;
        if (link.IsMade && !isEndedByHand)
        {
            Do(new StepChange(PathwayStepAction.EnterPathwayStepInError, step.Id, task.On) { Reason = "other" });
            return;
        }

        if (link.DidEnd || (link.DidStart && step.Status == PathwayStepStatus.Started))
        {
            Do(new StepChange(PathwayStepAction.TakeBackPathwayStep, step.Id, task.On) { KeepsStart = !link.DidStart });
        }
        else
        {
            transitions.Add(Said(step, StateCode.Of(step.Status), "task-left"));
        }

        var now = pathway.Step(step.Id);
        if (now.Pause is { IsOfTask: true } pause)
        {
            now = now with { Pauses = [.. now.Pauses.Where(each => each != pause)] };
        }

        pathway = pathway.With(now with { OfTask = null, Organisation = link.GaveOrganisation && !isEndedByHand ? "" : now.Organisation });
    }

    private void Do(StepChange change, Func<StepTask, StepTask>? noted = null)
    {
        if (noted is not null)
        {
            var step = pathway.Step(change.StepId);
            pathway = pathway.With(step with { OfTask = noted(step.OfTask!) });
        }

        var (now, transition) = pathway.Do(change);
        pathway = now;
        transitions.Add(transition);
    }

    private Transition Said(PathwayStep step, string from, string what) => new("pathway-step", step.Id, from, what, FinnishTime.StartOf(task.On));
}

/// <summary>A referral's task, as far as a step follows it.</summary>
/// <param name="Receiver">Empty while it is a draft or several are asked.</param>
/// <param name="On">The day of what happened last.</param>
internal sealed record FollowedTask(Guid Id, Guid ClientId, string Service, TaskStatus Status, string Receiver, IReadOnlyList<string> Parties, DateOnly On)
{
    public bool IsSent { get; init; } = true;

    public Guid? Revises { get; init; }

    public DateOnly? TakenOn { get; init; }

    /// <summary>The day when the work began, where that is not what happened last.</summary>
    public DateOnly? BegunOn { get; init; }

    public string Outcome { get; init; } = "";

    public FollowedHold? Hold { get; init; }

    /// <summary>It never was: entered in error, or thrown away as a draft.</summary>
    public bool IsMistake => Status == TaskStatus.EnteredInError || (Status == TaskStatus.Cancelled && !IsSent);

    /// <summary>Sent, and not over.</summary>
    public bool IsGoing => Status is TaskStatus.Requested or TaskStatus.Accepted or TaskStatus.InProgress or TaskStatus.OnHold;

    /// <summary>The receiver works on it, or did before it was put on hold.</summary>
    public bool HasBegun => Status == TaskStatus.InProgress || Hold is { HadBegun: true };

    public bool IsPartyTo(string organisation) => Parties.Contains(organisation);
}

/// <param name="ResumeOn">Null: nobody knows yet.</param>
internal sealed record FollowedHold(string Reason, DateOnly? ResumeOn, bool HadBegun);
