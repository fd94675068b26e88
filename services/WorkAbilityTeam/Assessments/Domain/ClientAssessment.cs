namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>An assessment of a client's work ability: every leg from the order to the statement, and the applications that rest on that.</summary>
internal sealed record ClientAssessment : IAggregate<ClientAssessment>
{
    public required Guid Id { get; init; }

    public required CountedClient Client { get; init; }

    public required string Organisation { get; init; }

    public Guid? CaseId { get; init; }

    public Guid? ReferralId { get; init; }

    public Guid? TaskId { get; init; }

    public Guid? Repeats { get; init; }

    public required string Type { get; init; }

    public required string Question { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public AssessmentState State { get; init; } = AssessmentState.Ordered;

    /// <summary>Empty: the organisation itself.</summary>
    public string Performer { get; init; } = "";

    public PurchaseOrder? Purchase { get; init; }

    /// <summary>Oldest first; each begins on the day when the one before ended, and only the last may be open.</summary>
    public required IReadOnlyList<Leg> Legs { get; init; }

    public IReadOnlyList<GivenPart> Parts { get; init; } = [];

    public DateOnly? SentOn { get; init; }

    /// <summary>To whom the package was sent.</summary>
    public string SentTo { get; init; } = "";

    public Appointment? Appointment { get; init; }

    public int MissedAppointments { get; init; }

    public JointPlan? FollowUp { get; init; }

    public string Outcome { get; init; } = "";

    public string EndReason { get; init; } = "";

    /// <summary>That it brought what it was asked for was told; once.</summary>
    public bool IsCompleted { get; init; }

    public IReadOnlyList<GivenStatement> Statements { get; init; } = [];

    public IReadOnlyList<RestingApplication> Applications { get; init; } = [];

    public long Version { get; init; } = 1;

    public string ObjectType => "assessment";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public ClientAssessment At(long version) => this with { Version = version };

    public DateOnly OrderedOn => Legs[0].From;

    public bool IsUnderWay => State is not (AssessmentState.Closed or AssessmentState.Cancelled or AssessmentState.EnteredInError);

    public bool IsBookedByTask => Appointment is { OfTask: true };

    /// <summary>The parts that the type asked for when it was ordered, and that are not given.</summary>
    public string[] MissingParts => [.. AssessmentType.NeededParts(Type, OrderedOn).Where(part => Parts.All(given => given.Part != part))];

    public GivenStatement? LastStatement => Statements.Count > 0 ? Statements[^1] : null;

    /// <summary>What is waited for the longest, of the open legs of the assessment and its applications.</summary>
    public Leg? Waiting => !IsUnderWay ? null : Legs.Concat(Applications.Select(application => application.Leg))
        .Where(leg => leg.To is null).OrderBy(leg => leg.From).ThenBy(leg => leg.Kind).FirstOrDefault();

    public AssessmentLegKind? WaitingFor => Waiting?.Kind;

    public DateOnly? WaitingSince => Waiting?.From;

    /// <summary>The last day that anything of its own way happened.</summary>
    public DateOnly LastDay => Legs[^1].To ?? Legs[^1].From;

    public Relation RelationOf(Caller caller) =>
        (caller.Organisation == Organisation ? Relation.Owner : Relation.None)
        | (IsTakingPart(caller.Organisation) ? Relation.NamedParticipant : Relation.None)
        | (caller.IsClient(Client.Id) ? Relation.Client : Relation.None);

    // Who performs it, or gave one of its statements, is told of that part; a mistake is nobody's but its own organisation's.
    private bool IsTakingPart(string organisation) =>
        State != AssessmentState.EnteredInError
        && organisation != Organisation
        && (organisation == Performer || Statements.Any(statement => statement.AuthorOrganisation == organisation));
}
