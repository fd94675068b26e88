namespace Tyokyky.EmployerRelations.Openings;

/// <summary>An opening (avoin työpaikka), also a hidden or tailored one.</summary>
internal sealed record Opening : IAggregate<Opening>
{
    public required Guid Id { get; init; }

    public required Guid EmployerId { get; init; }

    public string EmployerName { get; init; } = "";

    public required string Title { get; init; }

    public required string Occupation { get; init; }

    public required string Municipality { get; init; }

    public required int WeeklyHours { get; init; }

    public required string Kind { get; init; }

    public required DateOnly OpenFrom { get; init; }

    public required DateOnly? OpenTo { get; init; }

    public bool Closed { get; init; }

    public long Version { get; init; } = 1;

    public string ObjectType => "opening";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public Opening At(long version) => this with { Version = version };

    /// <summary>Its first state.</summary>
    public Transition Published(DateTimeOffset at) => new(ObjectType, Id, "", "open", at);

    public (Opening Closed, Transition Transition) Close(string reason, DateTimeOffset at) => Closed
        ? throw OpeningErrors.AlreadyClosed(Id)
        : (this with { Closed = true }, new Transition(ObjectType, Id, "open", "closed", at, reason));
}

/// <summary>What a coach looks for; nothing of it is about a client.</summary>
internal sealed record Wishes(string[] Occupations, string[] Municipalities, int MaxWeeklyHours);

/// <summary>Which of the wishes an opening meets.</summary>
internal sealed record MetWishes(bool OccupationMet, bool MunicipalityMet, bool HoursMet);

/// <summary>An opening and which of the wishes it meets.</summary>
internal sealed record FittingOpening(Opening Opening, MetWishes Met)
{
    public int Score => Meets.Count();

    public IEnumerable<string> Meets =>
        new[] { (Met.OccupationMet, "occupation"), (Met.MunicipalityMet, "municipality"), (Met.HoursMet, "hours") }
            .Where(wish => wish.Item1).Select(wish => wish.Item2);
}

/// <summary>How an opening is refused.</summary>
internal static class OpeningErrors
{
    public static DomainException Unknown() => new(ErrorKind.NotFound, "OPENING_UNKNOWN", "There is no opening with this id.", ("field", "opening_id"));

    public static DomainException AlreadyClosed(Guid id) =>
        new(ErrorKind.FailedPrecondition, "OPENING_CLOSED", "The opening is closed already.", ("opening_id", id.ToString()))
        {
            Preconditions = [new Precondition("OPENING_CLOSED", id.ToString(), "OPENING_CLOSED")],
        };

    public static DomainException DayBeforeStart() => DomainException.Field("open_to", "DAY_BEFORE_START", "a day not before open_from");
}
