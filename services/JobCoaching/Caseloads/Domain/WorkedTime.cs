namespace Tyokyky.JobCoaching.Caseloads;

/// <summary>Working time of a coach on a day: what it went to, and where.</summary>
internal sealed record WorkedTime : IAggregate<WorkedTime>
{
    public const int LongestDay = 24 * 60;

    public required Guid Id { get; init; }

    public required string Organisation { get; init; }

    public required string Coach { get; init; }

    public required DateOnly WorkedOn { get; init; }

    public required string Kind { get; init; }

    /// <summary>Empty: not said.</summary>
    public required string Place { get; init; }

    public required int Minutes { get; init; }

    public string ErrorReason { get; init; } = "";

    public long Version { get; init; } = 1;

    public string ObjectType => "coach-time";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public WorkedTime At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) => caller.Organisation == Organisation ? Relation.Owner : Relation.None;

    public Transition Recorded() => new(ObjectType, Id, "", "recorded", FinnishTime.StartOf(WorkedOn));

    public (WorkedTime, Transition) EnterInError(string reason, DateOnly today) =>
        ErrorReason.Length > 0
            ? throw CaseloadErrors.TimeEnteredInError(this)
            : (this with { ErrorReason = reason }, new Transition(ObjectType, Id, "recorded", "entered-in-error", FinnishTime.StartOf(today), reason));
}
