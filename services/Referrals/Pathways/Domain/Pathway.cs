using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Pathways;

/// <summary>A client's pathway (palvelupolku). Open, it has an owner and a next dated action; without one, or past its day, it is stuck.</summary>
internal sealed record Pathway : IAggregate<Pathway>
{
    public const int MostSteps = 100;

    public required Guid Id { get; init; }

    public required Guid ClientId { get; init; }

    public required string Organisation { get; init; }

    public required string Template { get; init; }

    public required string Programme { get; init; }

    /// <summary>The client's municipality and birth date at opening, as facts carry them.</summary>
    public required string Municipality { get; init; }

    public required DateOnly? BirthDate { get; init; }

    public required ClientBackground Background { get; init; }

    public required DateOnly OpenedOn { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public DateOnly? ClosedOn { get; init; }

    public string CloseReason { get; init; } = "";

    public string Owner { get; init; } = "";

    public string OwnerName { get; init; } = "";

    public string AgreedAction { get; init; } = "";

    public DateOnly? AgreedActionOn { get; init; }

    public DateOnly? StuckSince { get; init; }

    public string StuckReason { get; init; } = "";

    /// <summary>1 when it got stuck, 2 when it still was after the agreed time.</summary>
    public int Escalation { get; init; }

    public IReadOnlyList<PathwayStep> Steps { get; init; } = [];

    public long Version { get; init; } = 1;

    public string ObjectType => "pathway";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public Pathway At(long version) => this with { Version = version };

    public bool IsOpen => ClosedOn is null;

    /// <summary>What comes next, the earliest first.</summary>
    public PathwayNext? Next => !IsOpen ? null : Steps
        .Where(step => step.Next is not null)
        .OrderBy(step => step.Number)
        .Select(step => new PathwayNext(step.Next!.Value.Kind, step.Id, step.Service, step.Next.Value.Day))
        .Concat(AgreedActionOn is { } day ? [new PathwayNext("agreed-action", null, "", day)] : [])
        .OrderBy(next => next.Day)
        .FirstOrDefault();

    /// <summary>The same as it was when it was written, where the steps were not read.</summary>
    public PathwayNext? ListedNext { get; init; }

    public Relation RelationOf(Caller caller, Relation ties) =>
        (caller.Organisation == Organisation ? Relation.Owner : Relation.None)
        | (Steps.Any(step => step.Organisation == caller.Organisation && !step.IsMistake) ? Relation.NamedParticipant : Relation.None)
        | (caller.IsClient(ClientId) ? Relation.Client : Relation.None)
        | (ties & Relation.CaseManager);

    public PathwayStep Step(Guid stepId) => Steps.First(step => step.Id == stepId);

    public void RequireOpen()
    {
        if (ClosedOn is { } on)
        {
            throw PathwayErrors.Closed(on);
        }
    }

    public Pathway With(PathwayStep changed) => this with { Steps = [.. Steps.Select(step => step.Id == changed.Id ? changed : step)] };

    public Pathway Add(PathwayStep step) => Steps.Count < MostSteps ? this with { Steps = [.. Steps, step] } : throw PathwayErrors.TooManySteps();

    /// <summary>What follows from a change: which period ends without a next step, and whether the pathway is stuck.</summary>
    public Pathway Settled(DateOnly today)
    {
        var settled = this with
        {
            Steps = [.. Steps.Select(step => step with { EndsWithoutNext = IsOpen && step.Status == PathwayStepStatus.Started && !HasAfter(step) })],
        };
        var reason = !IsOpen ? "" : Owner.Length == 0 ? "no-owner" : Next is not { } next ? "no-next-action" : next.Day < today ? "past-day" : "";
        return settled with
        {
            ListedNext = settled.Next,
            StuckReason = reason,
            StuckSince = reason.Length == 0 ? null : StuckSince ?? today,
            Escalation = reason.Length == 0 ? 0 : Math.Max(1, Escalation),
        };
    }

    public (Pathway Pathway, Transition Transition) Close(string reason, DateOnly on)
    {
        RequireOpen();
        if (Steps.Any(step => step.Status == PathwayStepStatus.Started))
        {
            throw PathwayErrors.StepsUnderWay();
        }

        var last = Steps.Select(step => step.EndedOn ?? OpenedOn).Append(OpenedOn).Max();
        if (on < last)
        {
            throw PathwayErrors.DayBeforePrevious("closed_on", last);
        }

        var steps = Steps.Select(step => step.IsOpen ? step with { Status = PathwayStepStatus.Skipped, EndedOn = on, Outcome = "pathway-closed" } : step);
        return (
            this with { ClosedOn = on, CloseReason = reason, Steps = [.. steps], AgreedAction = "", AgreedActionOn = null },
            new Transition(ObjectType, Id, "open", "closed", FinnishTime.StartOf(on), reason));
    }

    // Anything else that is dated and not over: the client has somewhere to go on to.
    private bool HasAfter(PathwayStep ending) => Steps.Any(step => step.Id != ending.Id && step switch
    {
        { Status: PathwayStepStatus.Planned } => step.PlannedStart is not null,
        { Status: PathwayStepStatus.Started } => step.PlannedEnd is null || step.PlannedEnd > ending.PlannedEnd,
        _ => false,
    });
}

/// <summary>What comes next on a pathway.</summary>
internal sealed record PathwayNext(string Kind, Guid? StepId, string Service, DateOnly Day);
