namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>A text in three languages.</summary>
internal sealed record Words(string Fi, string Sv, string En);

/// <summary>A version of a set of quality criteria (laatukriteerit), as data.</summary>
internal sealed record CriteriaSet(string Code, string Edition, Words Name, Words About, DateOnly ValidFrom, DateOnly? ValidTo, string Source)
{
    /// <summary>By number.</summary>
    public IReadOnlyList<Criterion> Items { get; init; } = [];

    public IReadOnlyList<Band> Bands { get; init; } = [];

    public bool IsInUse(DateOnly day) => ValidFrom <= day && !(ValidTo < day);

    public Criterion? Find(int item) => Items.FirstOrDefault(one => one.Item == item);

    /// <summary>The band of a total of the whole set; empty: the version has none.</summary>
    public string BandOf(int total) => Bands.Where(band => band.FromTotal <= total).MaxBy(band => band.FromTotal)?.Code ?? "";
}

/// <summary>An item.</summary>
internal sealed record Criterion(
    string Set, string Edition, int Item, string Section, Words Name, string[] Evidence, string Measure, string Confidence)
{
    public const int WorstScore = 1;
    public const int BestScore = 5;

    /// <summary>The best score first.</summary>
    public IReadOnlyList<Anchor> Anchors { get; init; } = [];
}

/// <summary>What a score stands for; of a computed item, from which value on it follows.</summary>
internal sealed record Anchor(
    string Set, string Edition, int Item, int Score, Words Text, long? LimitThousandths, bool AtLeast, string Requirement);

/// <summary>A band of totals.</summary>
internal sealed record Band(string Set, string Edition, string Code, int FromTotal, string Confidence);
