namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>What operations tell of a measure: a fraction that is kept exact, and what is missing.</summary>
/// <param name="Numerator">Above the line.</param>
/// <param name="Denominator">Below the line.</param>
/// <param name="N">How many of what is counted.</param>
/// <param name="Missing">What belongs to it and is not known.</param>
internal sealed record Measured(string Measure, long Numerator, long Denominator, long N, long Missing)
{
    private const long Thousandths = 1000;

    /// <summary>What the fraction is told in: of a hundred, of a week.</summary>
    public long Factor { get; init; } = 1;

    /// <summary>Why it cannot be told; empty: it can.</summary>
    public string NotComputable { get; init; } = "";

    /// <summary>Requirements that are met.</summary>
    public IReadOnlyList<string> Met { get; init; } = [];

    public IReadOnlyList<string> CountingRules { get; init; } = [];

    public IReadOnlyList<MeasuredPart> Parts { get; init; } = [];

    public bool IsComputable => NotComputable.Length == 0;

    /// <summary>Half a thousandth is one, as in every figure of the suite.</summary>
    public long ValueThousandths => IsComputable ? (long)decimal.Round(Value, MidpointRounding.AwayFromZero) : 0;

    private decimal Value => (decimal)Numerator * Factor * Thousandths / Denominator;

    /// <summary>The score that follows, and how far the next better one is.</summary>
    public MeasuredScore Judge(Criterion criterion)
    {
        if (!IsComputable)
        {
            return MeasuredScore.None;
        }

        var score = criterion.Anchors.Where(Follows).Select(anchor => anchor.Score).DefaultIfEmpty(Criterion.WorstScore).Max();
        var next = criterion.Anchors.Where(anchor => anchor.LimitThousandths is not null && anchor.Score > score).MinBy(anchor => anchor.Score);
        return next is null
            ? MeasuredScore.None with { Score = score }
            : new(score, next.Score, next.LimitThousandths!.Value, Distance(next), Meets(next) ? "" : next.Requirement);
    }

    private bool Follows(Anchor anchor) => anchor.LimitThousandths is not null && Reaches(anchor) && Meets(anchor);

    private bool Meets(Anchor anchor) => anchor.Requirement.Length == 0 || Met.Contains(anchor.Requirement);

    // The fraction itself is compared, not what it is rounded to: 89.9996 per cent is less than 90.
    private bool Reaches(Anchor anchor) =>
        ((decimal)Numerator * Factor * Thousandths).CompareTo((decimal)anchor.LimitThousandths!.Value * Denominator) is var side
        && (anchor.AtLeast ? side >= 0 : side <= 0);

    // Upwards: as long as the limit is not reached, it is some way off.
    private long Distance(Anchor next) => Reaches(next) ? 0 : (long)decimal.Ceiling(Math.Abs(next.LimitThousandths!.Value - Value));
}

/// <summary>A part of what is measured.</summary>
internal sealed record MeasuredPart(string Part, long Numerator, long Denominator);

/// <summary>What follows of a measure; 0 or empty: nothing.</summary>
internal sealed record MeasuredScore(int Score, int Next, long NextLimitThousandths, long DistanceThousandths, string NextRequirement)
{
    public static MeasuredScore None { get; } = new(0, 0, 0, 0, "");
}
