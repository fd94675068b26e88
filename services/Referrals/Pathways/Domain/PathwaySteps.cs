namespace Tyokyky.Referrals.Pathways;

/// <summary>What each allowed action does to a step and to those that come after it.</summary>
internal static class PathwaySteps
{
    /// <summary>Does what the table allows with one step; refuses by name what it does not.</summary>
    public static (Pathway Pathway, Transition Transition) Do(this Pathway pathway, StepChange change)
    {
        pathway.RequireOpen();
        var step = pathway.Step(change.StepId);
        if (PathwayStepTable.BlockedBy(change.Action, step) is { } blocked)
        {
            throw PathwayErrors.Blocked(blocked, step);
        }

        var next = change.Action == PathwayStepAction.RepeatPathwayStep
            ? Again(pathway, step, change)
            : pathway.With(Taken(pathway, step, change)).MovingThoseAfter(step.Id);
        var to = change.Action switch
        {
            PathwayStepAction.RepeatPathwayStep => change.IsReturn ? "returned-to" : "repeated",
            PathwayStepAction.PausePathwayStep => StateCode.Of(step.Status) + ":paused",
            _ => StateCode.Of(next.Step(step.Id).Status),
        };
        var from = StateCode.Of(step.Status) + (step.Pause is null ? "" : ":paused");
        return (next, new Transition("pathway-step", step.Id, from, to, FinnishTime.StartOf(change.On), change.Reason));
    }

    // A pathway repeats what it planned for the step: who gives it and what stands before it. A return comes after what came since.
    private static Pathway Again(Pathway pathway, PathwayStep step, StepChange change)
    {
        RequirePeriod(change.PlannedStart, change.PlannedEnd);
        return pathway.Add(new PathwayStep
        {
            Id = change.NewStepId,
            Number = pathway.Steps.Count + 1,
            TemplateStep = step.TemplateStep,
            Phase = step.Phase,
            Service = step.Service,
            Organisation = step.Organisation,
            Worker = step.Worker,
            WorkerName = step.WorkerName,
            After = change.IsReturn
                ? [.. pathway.Steps.Where(other => other.IsOpen).Select(other => other.Id).DefaultIfEmpty(pathway.Steps[^1].Id)]
                : step.After,
            Repeats = step.Id,
            IsReturn = change.IsReturn,
            PlannedStart = change.PlannedStart,
            PlannedEnd = change.PlannedEnd,
            AddedOn = change.On,
        });
    }

    private static PathwayStep Taken(Pathway pathway, PathwayStep step, StepChange change)
    {
        switch (change.Action)
        {
            case PathwayStepAction.PlanPathwayStep:
                var planned = step with
                {
                    Organisation = change.Organisation.Length > 0 ? change.Organisation : step.Organisation,
                    Worker = change.Worker.Length > 0 ? change.Worker : step.Worker,
                    WorkerName = change.Worker.Length > 0 ? change.WorkerName : step.WorkerName,
                    PlannedStart = change.PlannedStart ?? step.PlannedStart,
                    PlannedEnd = change.PlannedEnd ?? step.PlannedEnd,
                    OfTask = change.LeavesTask ? null : step.OfTask,
                };
                RequirePeriod(planned.StartedOn ?? planned.PlannedStart, planned.PlannedEnd);
                // Another end is warned of anew.
                return planned with { WarnedOn = planned.PlannedEnd == step.PlannedEnd ? step.WarnedOn : null };
            case PathwayStepAction.StartPathwayStep:
                RequireNotBefore("started_on", change.On, pathway.OpenedOn);
                RequirePeriod(change.On, change.PlannedEnd);
                return Resumed(step, change.On) with
                {
                    Status = PathwayStepStatus.Started,
                    StartedOn = change.On,
                    PlannedEnd = change.PlannedEnd ?? EndAfter(step, change.On),
                };
            case PathwayStepAction.EndPathwayStep:
                RequireNotBefore("ended_on", change.On, step.StartedOn!.Value);
                return Resumed(step, change.On) with { Status = PathwayStepStatus.Ended, EndedOn = change.On, Outcome = change.Reason };
            case PathwayStepAction.SkipPathwayStep:
                return Resumed(step, change.On) with { Status = PathwayStepStatus.Skipped, EndedOn = change.On, Outcome = change.Reason };
            case PathwayStepAction.PausePathwayStep:
                return step with { Pauses = [.. step.Pauses, new StepPause(change.Reason, change.On, change.PlannedEnd, IsOpen: true, change.IsOfTask)] };
            case PathwayStepAction.EnterPathwayStepInError:
                return step with { Status = PathwayStepStatus.EnteredInError, OfTask = null };
            case PathwayStepAction.TakeBackPathwayStep:
                var begun = change.KeepsStart && step.StartedOn is not null;
                return step with
                {
                    Status = begun ? PathwayStepStatus.Started : PathwayStepStatus.Planned,
                    StartedOn = begun ? step.StartedOn : null,
                    EndedOn = null,
                    Outcome = "",
                };
            default:
                RequireNotBefore("resumed_on", change.On, step.Pause!.From);
                return Resumed(step, change.On);
        }
    }

    private static PathwayStep Resumed(PathwayStep step, DateOnly on) => step.Pause is not { } pause
        ? step
        : step with { Pauses = [.. step.Pauses.SkipLast(1), pause with { To = on < pause.From ? pause.From : on, IsOpen = false }] };

    // As long as it was planned to take.
    private static DateOnly? EndAfter(PathwayStep step, DateOnly start) => step is { PlannedStart: { } from, PlannedEnd: { } to }
        ? FinnishCalendar.AddBusinessDays(start, FinnishCalendar.BusinessDaysBetween(from, to))
        : step.PlannedEnd;

    // What was planned to start before an end that now stands moves after all that it comes after, in its length; what may start at once is left alone.
    private static Pathway MovingThoseAfter(this Pathway pathway, Guid stepId)
    {
        HashSet<Guid> moved = [stepId];
        // A step comes after steps with lower numbers: whatever moves it has its place by now.
        foreach (var later in pathway.Steps.OrderBy(step => step.Number).ToList())
        {
            var before = later.After.Select(pathway.Step).Where(step => !step.IsMistake).ToList();
            if (later.Status == PathwayStepStatus.Planned && later.PlannedStart < before.Where(step => moved.Contains(step.Id)).Max(EndOf))
            {
                var start = before.Max(EndOf)!.Value;
                pathway = pathway.With(later with { PlannedStart = start, PlannedEnd = EndAfter(later, start) });
                moved.Add(later.Id);
            }
        }

        return pathway;
    }

    private static DateOnly? EndOf(PathwayStep step) => step.EndedOn ?? step.PlannedEnd;

    private static void RequirePeriod(DateOnly? from, DateOnly? to)
    {
        if (from is not null && to < from)
        {
            throw PathwayErrors.PeriodInvalid("planned_end");
        }
    }

    private static void RequireNotBefore(string field, DateOnly on, DateOnly first)
    {
        if (on < first)
        {
            throw PathwayErrors.DayBeforePrevious(field, first);
        }
    }
}

/// <summary>An action on a step with all that goes with it.</summary>
internal sealed record StepChange(PathwayStepAction Action, Guid StepId, DateOnly On)
{
    public string Reason { get; init; } = "";

    public string Organisation { get; init; } = "";

    public string Worker { get; init; } = "";

    public string WorkerName { get; init; } = "";

    public DateOnly? PlannedStart { get; init; }

    /// <summary>With PausePathwayStep: the day when it is looked at again.</summary>
    public DateOnly? PlannedEnd { get; init; }

    public bool IsReturn { get; init; }

    /// <summary>With PlanPathwayStep: it follows its task no longer.</summary>
    public bool LeavesTask { get; init; }

    /// <summary>With PausePathwayStep: the task that the step follows is on hold.</summary>
    public bool IsOfTask { get; init; }

    /// <summary>With TakeBackPathwayStep: only its end was a mistake.</summary>
    public bool KeepsStart { get; init; }

    /// <summary>With RepeatPathwayStep: the new step's id.</summary>
    public Guid NewStepId { get; init; }
}
