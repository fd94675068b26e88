using System.Globalization;

namespace Tyokyky.ServiceDefaults;

/// <summary>Where a page goes on, as the keys that statements compare with.</summary>
public static class PagingKeys
{
    /// <summary>Newest first: on the first page, an id after every other.</summary>
    public static Guid BeforeId(this Paging paging) => paging.After is { } after ? after.Id(after.Count - 1) : Guid.AllBitsSet;

    /// <summary>Oldest first: on the first page, an id before every other.</summary>
    public static Guid AfterId(this Paging paging) => paging.After is { } after ? after.Id(after.Count - 1) : Guid.Empty;

    /// <summary>Newest day first: on the first page, a day after every other.</summary>
    public static DateOnly BeforeDay(this Paging paging) => paging.After is { } after ? after.Day(0) : DateOnly.MaxValue;

    /// <summary>The key's part for a day.</summary>
    public static string DayKey(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
