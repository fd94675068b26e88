namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>A training that the organisation gave to people of a host.</summary>
internal sealed record TrainedHost : IAggregate<TrainedHost>
{
    public required Guid Id { get; init; }

    public required string Organisation { get; init; }

    public required Guid EmployerId { get; init; }

    public required DateOnly TrainedOn { get; init; }

    public required int Participants { get; init; }

    public required string Programme { get; init; }

    public string ErrorReason { get; init; } = "";

    public long Version { get; init; } = 1;

    public string ObjectType => "host-training";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public TrainedHost At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) => caller.Organisation == Organisation ? Relation.Owner : Relation.None;

    public Transition Recorded() => new(ObjectType, Id, "", "recorded", FinnishTime.StartOf(TrainedOn));

    public (TrainedHost, Transition) EnterInError(string reason, DateOnly today) => ErrorReason.Length > 0
        ? throw FeedbackErrors.TrainingEnteredInError()
        : (this with { ErrorReason = reason }, new Transition(ObjectType, Id, "recorded", "entered-in-error", FinnishTime.StartOf(today), reason));
}
