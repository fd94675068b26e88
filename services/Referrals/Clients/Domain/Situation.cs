namespace Tyokyky.Referrals.Clients;

/// <summary>One version of one entry of a client's situation: true from day to day, known from time to time.</summary>
internal sealed record SituationEntry : IVersioned
{
    public required Guid Id { get; init; }

    public required Guid ClientId { get; init; }

    public required string Controller { get; init; }

    public required SituationKind Kind { get; init; }

    public required string Code { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly? To { get; init; }

    public required string Basis { get; init; }

    public required string SetByProfession { get; init; }

    public required string SetByOrganisation { get; init; }

    public required bool SetByClient { get; init; }

    public required string Note { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string RecordedBy { get; init; }

    public DateTimeOffset? KnownTo { get; init; }

    public bool Retracted { get; init; }

    public string Reason { get; init; } = "";

    public int Version { get; init; } = 1;

    public string ObjectType => "situation";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public bool IsHealthData => SituationRules.IsHealthData(Kind, Code, From);

    /// <summary>The permission scope that opens it to another organisation.</summary>
    public string Scope => IsHealthData ? DisclosureScopes.Health : Kind == SituationKind.Benefit ? DisclosureScopes.Benefits : DisclosureScopes.Employment;

    private Validity Days => new(From, To);

    /// <summary>
    /// What recording a new entry does to those of the kind that hold now: of kinds that hold one at a time, the open one before ends the day
    /// before, and anything else that meets the new one's days refuses it.
    /// </summary>
    public SituationEntry? EndedBy(SituationEntry next, DateTimeOffset at, string by)
    {
        if (!SituationRules.IsOneAtATime(Kind) || !Days.Overlaps(next.Days))
        {
            return null;
        }

        return To is null && From < next.From
            ? this with { To = next.From.AddDays(-1), Version = Version + 1, RecordedAt = at, RecordedBy = by, Reason = "followed" }
            : throw SituationErrors.Overlaps(this);
    }

    /// <summary>Refuses a correction whose days meet those of another entry of the kind.</summary>
    public void MustNotMeet(SituationEntry corrected)
    {
        if (Id != corrected.Id && SituationRules.IsOneAtATime(Kind) && Days.Overlaps(corrected.Days))
        {
            throw SituationErrors.Overlaps(this);
        }
    }

    public SituationEntry Retract(string reason, DateTimeOffset at, string by)
    {
        MustStand();
        return this with { Retracted = true, Reason = reason, Version = Version + 1, RecordedAt = at, RecordedBy = by };
    }

    public void MustStand()
    {
        if (Retracted)
        {
            throw SituationErrors.AlreadyRetracted();
        }
    }
}

/// <summary>What holds for a kind of entry.</summary>
internal static class SituationRules
{
    /// <summary>The code system of a kind; null for kinds without codes.</summary>
    public static string? SystemOf(SituationKind kind) => kind switch
    {
        SituationKind.LabourMarketStatus => "labour-market-status",
        SituationKind.JobseekerRegistration => "jobseeker-registration",
        SituationKind.Benefit => "benefit",
        SituationKind.CurrentActivity => "current-activity",
        SituationKind.Education => "education-level",
        _ => null,
    };

    public static bool IsOneAtATime(SituationKind kind) => kind is not (SituationKind.Benefit or SituationKind.CurrentActivity);

    public static bool IsHealthData(SituationKind kind, string code, DateOnly day) =>
        kind == SituationKind.PartialWorkAbility || (SystemOf(kind) is { } system && CodeSystem.Get(system).Has(code, "health", day));

    /// <summary>True for what facts may tell: nothing of health but the mark, which is counted.</summary>
    public static bool IsTold(SituationEntry entry) => !entry.IsHealthData || entry.Kind == SituationKind.PartialWorkAbility;
}

/// <summary>How the situation refuses.</summary>
internal static class SituationErrors
{
    public static DomainException Overlaps(SituationEntry with) =>
        new(ErrorKind.FailedPrecondition, "SITUATION_OVERLAPS", "Another entry of this kind holds on some of these days; correct that one first.",
            ("situation_id", with.Id.ToString()),
            ("from_day", with.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
            ("to_day", with.To?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? ""));

    public static DomainException AlreadyRetracted() => new(ErrorKind.FailedPrecondition, "SITUATION_RETRACTED", "The entry was taken back.");

    public static DomainException KindFixed() =>
        DomainException.Field("situation.kind", "KIND_FIXED", "that of the entry: take it back and record another instead");
}
