namespace Tyokyky.Referrals.Common;

/// <summary>A dated row that an area agreed on, over the default that ships; one version of it.</summary>
internal sealed record Agreement : IAggregate<Agreement>
{
    // A later version of the service may have written more.
    private static readonly JsonParser parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    private AgreedContent? content;

    public required Guid Id { get; init; }

    /// <summary>A municipality, or the organisation of a wellbeing services county.</summary>
    public required string Area { get; init; }

    public required string Kind { get; init; }

    /// <summary>What it is about, within its kind.</summary>
    public required string Key { get; init; }

    /// <summary>The default does not hold there, and nothing does in its place.</summary>
    public required bool IsNone { get; init; }

    /// <summary>The content, as JSON.</summary>
    public required string Text { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public required DateOnly? ValidTo { get; init; }

    public required string Source { get; init; }

    /// <summary>It was taken back before it began.</summary>
    public bool IsWithdrawn { get; init; }

    public required string RecordedBy { get; init; }

    public required DateTimeOffset KnownFrom { get; init; }

    /// <summary>Null: the latest version.</summary>
    public DateTimeOffset? KnownTo { get; init; }

    public long Version { get; init; } = 1;

    public string ObjectType => "agreement";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public Validity Days => new(ValidFrom, ValidTo);

    /// <summary>What it says.</summary>
    public AgreedContent Content() => content ??= parser.Parse<AgreedContent>(Text);

    public Agreement At(long version) => this with { Version = version };

    /// <summary>Somebody may have relied on it.</summary>
    public bool HasBegun(DateOnly today) => !IsWithdrawn && ValidFrom <= today;

    public AgreedRowStatus StatusOn(DateOnly today) =>
        IsWithdrawn ? AgreedRowStatus.Withdrawn
        : ValidFrom > today ? AgreedRowStatus.Ahead
        : ValidTo < today ? AgreedRowStatus.Ended
        : AgreedRowStatus.InForce;

    /// <summary>The version that ends it after a day, or (null) withdraws what has not begun.</summary>
    public Agreement End(DateOnly? last, string source, DateOnly today)
    {
        RequireStanding();
        if (last is not { } day)
        {
            return HasBegun(today) ? throw AgreementErrors.InForce(this) : Next(source) with { IsWithdrawn = true };
        }

        if (ValidTo is { } end && (end < today || end < day))
        {
            throw AgreementErrors.Ended(end);
        }

        if (day < ValidFrom)
        {
            throw AgreementErrors.BeforeFirst(ValidFrom);
        }

        return day < today ? throw AgreementErrors.EndPassed(today) : Next(source) with { ValidTo = day };
    }

    /// <summary>The version that stands in place of one that has not begun.</summary>
    public Agreement Correct(AgreedWords words, DateOnly today)
    {
        RequireStanding();
        return HasBegun(today)
            ? throw AgreementErrors.InForce(this)
            : Next(words.Source) with { IsNone = words.IsNone, Text = words.Text, ValidFrom = words.From, ValidTo = words.To };
    }

    // What it says is another now: it is parsed anew.
    private Agreement Next(string source) => this with { Source = source, Version = Version + 1, KnownTo = null, content = null };

    private void RequireStanding()
    {
        if (IsWithdrawn)
        {
            throw AgreementErrors.Withdrawn();
        }
    }
}

/// <summary>What a row is to say, and when.</summary>
internal sealed record AgreedWords(bool IsNone, string Text, DateOnly From, DateOnly? To, string Source);

/// <summary>How agreements refuse.</summary>
internal static class AgreementErrors
{
    public static DomainException UnknownArea() =>
        DomainException.Field("area", "AREA_UNKNOWN", "a municipality of three digits, or the Y-tunnus of a registered wellbeing services county");

    public static DomainException WithoutMunicipalities() =>
        DomainException.Field("area", "AREA_WITHOUT_MUNICIPALITIES", "a county whose municipalities are registered; RegisterOrganisation registers them");

    public static DomainException OfAnotherKind(string kind) => DomainException.Field("content", "CONTENT_OF_ANOTHER_KIND", $"content of kind \"{kind}\"");

    public static DomainException BeforeFirst(DateOnly first) =>
        DomainException.Field("valid_to", "DAY_BEFORE_START", "a day not before the row's first", ("not_before", PagingKeys.DayKey(first)));

    public static DomainException EndPassed(DateOnly today) =>
        DomainException.Field("valid_to", "DAY_IN_PAST", "today or later: what has passed was relied on", ("not_before", PagingKeys.DayKey(today)));

    public static DomainException InForce(Agreement row) =>
        new(ErrorKind.FailedPrecondition, "ROW_IN_FORCE", "The row has begun and was relied on; EndAgreedRow ends it, and another begins after it.",
            ("valid_from", PagingKeys.DayKey(row.ValidFrom)));

    public static DomainException Ended(DateOnly last) =>
        new(ErrorKind.FailedPrecondition, "ROW_ENDED", "The row ends already, and no later than that.", ("valid_to", PagingKeys.DayKey(last)));

    public static DomainException Withdrawn() =>
        new(ErrorKind.FailedPrecondition, "ROW_WITHDRAWN", "The row was withdrawn before it began; AddAgreedRow adds another.");

    public static DomainException Overlaps(Agreement other) =>
        new(ErrorKind.FailedPrecondition, "VALIDITY_OVERLAPS", "The area has a row for this on some of these days; EndAgreedRow ends it first.",
            ("row_id", other.Id.ToString()),
            ("valid_from", PagingKeys.DayKey(other.ValidFrom)),
            ("valid_to", other.ValidTo is { } last ? PagingKeys.DayKey(last) : ""));
}
