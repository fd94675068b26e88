namespace Tyokyky.JobCoaching.BenefitsCounselling;

/// <summary>A counselling on benefits (etuusneuvonta) before a job or at a change.</summary>
internal sealed record Counselling : IAggregate<Counselling>
{
    public required Guid Id { get; init; }

    /// <summary>Null: of a client without one.</summary>
    public required Guid? CoachingId { get; init; }

    public required CountedClient Client { get; init; }

    public required string Organisation { get; init; }

    public required CounsellingTold Told { get; init; }

    /// <summary>As it was worked out then; null: none was made.</summary>
    public IncomeEstimate? Estimate { get; init; }

    public CounsellingState State { get; init; } = CounsellingState.Recorded;

    public string ErrorReason { get; init; } = "";

    public long Version { get; init; } = 1;

    public string ObjectType => "benefits-counselling";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public Counselling At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) => caller.Organisation == Organisation ? Relation.Owner : Relation.None;

    public Transition Recorded() => new(ObjectType, Id, "", StateCode.Of(State), FinnishTime.StartOf(Told.On));

    public (Counselling Counselling, Transition Transition) Correct(CounsellingTold told, IncomeEstimate? estimate, string reason, string note)
    {
        MustBeNoMistake();
        return To(this with { Told = told, Estimate = estimate }, told.On, reason, note);
    }

    public (Counselling Counselling, Transition Transition) EnterInError(string reason, string note, DateOnly today)
    {
        MustBeNoMistake();
        return To(this with { State = CounsellingState.EnteredInError, ErrorReason = reason }, today, reason, note);
    }

    private void MustBeNoMistake()
    {
        if (State == CounsellingState.EnteredInError)
        {
            throw CounsellingErrors.EnteredInError(this);
        }
    }

    private (Counselling Counselling, Transition Transition) To(Counselling next, DateOnly day, string reason, string note) =>
        (next, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(next.State), FinnishTime.StartOf(day), reason, note));
}

/// <summary>What is told of a counselling.</summary>
/// <param name="Change">Empty: before a job.</param>
internal sealed record CounsellingTold(
    DateOnly On, CounsellingOccasion Occasion, string Change, Guid? JobId, string[] Topics, string GivenBy, string GiverName, string Choice, string Note);

/// <summary>How counselling refuses.</summary>
internal static class CounsellingErrors
{
    public static DomainException EnteredInError(Counselling counselling) =>
        new(ErrorKind.FailedPrecondition, "COUNSELLING_ENTERED_IN_ERROR", "The counselling is marked as a mistake.")
        {
            Preconditions = [new Precondition("COUNSELLING_STATE", counselling.Id.ToString(), "COUNSELLING_ENTERED_IN_ERROR")],
        };

    public static DomainException JobUnknown() =>
        DomainException.Field("details.job_id", "JOB_UNKNOWN", "the id of a job that the organisation has recorded of the client");
}
