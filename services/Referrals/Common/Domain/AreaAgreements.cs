namespace Tyokyky.Referrals.Common;

/// <summary>What holds in an area beside the defaults: the municipality's rows before its county's.</summary>
internal sealed class AreaAgreements
{
    private readonly ILookup<(string Kind, string Key), Agreement>[] levels;

    public AreaAgreements(params ILookup<(string Kind, string Key), Agreement>[] levels) => this.levels = levels;

    /// <summary>Where nothing is agreed, or the area is not known: the defaults hold.</summary>
    public static AreaAgreements None { get; } = new();

    /// <summary>The row that holds on a day; null: the default does.</summary>
    public Agreement? Find(string kind, string key, DateOnly day)
    {
        foreach (var rows in levels)
        {
            foreach (var row in rows[(kind, key)])
            {
                if (row.Days.Covers(day)) { return row; }
            }
        }

        return null;
    }

    /// <summary>All rows of a kind that hold on a day, one for each key.</summary>
    public IEnumerable<Agreement> Of(string kind, DateOnly day) => levels
        .SelectMany(rows => rows.Where(about => about.Key.Kind == kind).SelectMany(about => about))
        .Where(row => row.Days.Covers(day))
        .DistinctBy(row => row.Key);

    /// <summary>What holds of a kind on a day: the defaults that no row takes the place of, and what the rows say.</summary>
    public IEnumerable<T> Over<T>(string kind, DateOnly day, IEnumerable<T> defaults, Func<T, string> key, Func<Agreement, T> read)
    {
        if (levels.Length == 0)
        {
            return defaults;
        }

        var rows = Of(kind, day).ToList();
        return defaults.Where(one => !rows.Exists(row => row.Key == key(one))).Concat(rows.Where(row => !row.IsNone).Select(read));
    }
}
