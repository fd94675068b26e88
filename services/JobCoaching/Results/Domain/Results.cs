using Tyokyky.JobCoaching.Coachings;

namespace Tyokyky.JobCoaching.Results;

/// <summary>A job (työsuhde). The employer's sector is that of the day it was recorded.</summary>
internal sealed record Job : IAggregate<Job>
{
    public required Guid Id { get; init; }

    public required Guid CoachingId { get; init; }

    public required Guid ClientId { get; init; }

    public required string Organisation { get; init; }

    public required Guid EmployerId { get; init; }

    public required string Sector { get; init; }

    public required JobKind Kind { get; init; }

    public required bool OpenLabourMarket { get; init; }

    public required Contract Contract { get; init; }

    public required int WeeklyHours { get; init; }

    public required string Occupation { get; init; }

    public required bool PaySubsidised { get; init; }

    public required DateOnly StartedOn { get; init; }

    public DateOnly? EndedOn { get; init; }

    public string EndReason { get; init; } = "";

    public long Version { get; init; } = 1;

    public string ObjectType => "job";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public Job At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) => caller.Organisation == Organisation ? Relation.Owner : Relation.None;

    public Transition Recorded() => new(ObjectType, Id, "", "recorded", FinnishTime.StartOf(StartedOn));

    public (Job Job, Transition Transition) End(DateOnly endedOn, string reason)
    {
        if (EndedOn is not null)
        {
            throw ResultErrors.JobEnded(this);
        }

        if (endedOn < StartedOn)
        {
            throw CoachingErrors.DayBefore("DAY_BEFORE_START", "ended_on", "the first day of work", StartedOn);
        }

        return (this with { EndedOn = endedOn, EndReason = reason }, new Transition(ObjectType, Id, "recorded", "ended", FinnishTime.StartOf(endedOn), reason));
    }
}

/// <summary>A work trial (työkokeilu): no employment relation.</summary>
internal sealed record WorkTrial(Guid Id, Guid CoachingId, Guid ClientId, Guid EmployerId, DateOnly StartedOn, DateOnly EndsOn)
{
    public void MustEndAfterStart()
    {
        if (EndsOn < StartedOn)
        {
            throw CoachingErrors.DayBefore("DAY_BEFORE_START", "ends_on", "the first day", StartedOn);
        }
    }
}

/// <summary>Studies (opinnot) that began.</summary>
internal sealed record Studies(Guid Id, Guid CoachingId, Guid ClientId, string Level, DateOnly StartedOn);
