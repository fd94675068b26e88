namespace Tyokyky.Referrals.Pathways;

/// <summary>A step of a client's pathway: a service, by whom, when; once started, a service period (palvelujakso).</summary>
internal sealed record PathwayStep : IVersionedPart
{
    public required Guid Id { get; init; }

    public string ObjectType => "pathway-step";

    public Guid ObjectId => Id;

    public required int Number { get; init; }

    public string TemplateStep { get; init; } = "";

    public required string Phase { get; init; }

    public required string Service { get; init; }

    public string Organisation { get; init; } = "";

    public string Worker { get; init; } = "";

    public string WorkerName { get; init; } = "";

    public Guid[] After { get; init; } = [];

    public Guid? Repeats { get; init; }

    public bool IsReturn { get; init; }

    public PathwayStepStatus Status { get; init; } = PathwayStepStatus.Planned;

    public DateOnly? PlannedStart { get; init; }

    public DateOnly? PlannedEnd { get; init; }

    public DateOnly? StartedOn { get; init; }

    /// <summary>Last day; of a step that was left out, the day of that.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>What came of it; of a step that was left out, why.</summary>
    public string Outcome { get; init; } = "";

    /// <summary>Oldest first; the last one may be open, to the day when it is looked at again.</summary>
    public IReadOnlyList<StepPause> Pauses { get; init; } = [];

    /// <summary>The case or coaching of another service that it follows.</summary>
    public string Follows { get; init; } = "";

    /// <summary>The referral's task that it follows.</summary>
    public StepTask? OfTask { get; init; }

    public required DateOnly AddedOn { get; init; }

    /// <summary>Under way, with nothing dated after it.</summary>
    public bool EndsWithoutNext { get; init; }

    /// <summary>The day when that was warned of.</summary>
    public DateOnly? WarnedOn { get; init; }

    public bool IsOpen => Status is PathwayStepStatus.Planned or PathwayStepStatus.Started;

    public bool IsMistake => Status == PathwayStepStatus.EnteredInError;

    public StepPause? Pause => IsOpen && Pauses.Count > 0 && Pauses[^1].IsOpen ? Pauses[^1] : null;

    /// <summary>What is to happen with it next, and when.</summary>
    public (string Kind, DateOnly Day)? Next => this switch
    {
        { Pause.To: { } day } => ("resume-step", day),
        { Pause: not null } => null,
        { Status: PathwayStepStatus.Planned, PlannedStart: { } day } => ("start-step", day),
        { Status: PathwayStepStatus.Started, PlannedEnd: { } day } => ("end-step", day),
        _ => null,
    };
}

/// <summary>The task of a referral that a step follows, and what of the step came from it: a task that was a mistake takes that back.</summary>
/// <param name="IsMade">The step is there for the task alone.</param>
/// <param name="GaveOrganisation">Who gives the step was not agreed before.</param>
internal sealed record StepTask(Guid Id, bool IsMade = false, bool GaveOrganisation = false, bool DidStart = false, bool DidEnd = false);

/// <summary>A pause, to the day when the step goes on; while it is open, to the day when it is looked at again, if there is one.</summary>
/// <param name="IsOfTask">It goes on with the task that the step follows.</param>
internal sealed record StepPause(string Reason, DateOnly From, DateOnly? To, bool IsOpen, bool IsOfTask = false)
{
    /// <summary>A property of the reason, as it was on the first day.</summary>
    public bool StopsWaiting => CodeSystem.Get("hold-reason").Has(Reason, "pauses", From);
}

/// <summary>How long a step's start was waited for, in Finnish business days.</summary>
internal sealed record StepWait(DateOnly? Since, int Waited, int Paused, bool IsOpen)
{
    /// <summary>From the day when what stands before it had ended to its start; open waits to today.</summary>
    public static StepWait Of(Pathway pathway, PathwayStep step, DateOnly today)
    {
        var before = pathway.Steps.Where(other => step.After.Contains(other.Id) && !other.IsMistake).ToList();
        if (before.Exists(other => other.IsOpen) || step.Status == PathwayStepStatus.Skipped || step.IsMistake)
        {
            return new StepWait(null, 0, 0, IsOpen: false);
        }

        var since = before.Select(other => other.EndedOn!.Value).Append(step.AddedOn).Max();
        var until = step.StartedOn ?? today;
        if (until <= since)
        {
            return new StepWait(since, 0, 0, step.StartedOn is null);
        }

        var paused = step.Pauses.Where(pause => pause.StopsWaiting).Sum(pause => Overlap(pause, since, until));
        return new StepWait(since, FinnishCalendar.BusinessDaysBetween(since, until) - paused, paused, step.StartedOn is null);
    }

    private static int Overlap(StepPause pause, DateOnly since, DateOnly until)
    {
        var (from, to) = (pause.From > since ? pause.From : since, pause.To is { } end && end < until ? end : until);
        return to > from ? FinnishCalendar.BusinessDaysBetween(from, to) : 0;
    }
}
