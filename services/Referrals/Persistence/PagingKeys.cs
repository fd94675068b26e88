using System.Globalization;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Where a page goes on, as the statements' keys.</summary>
internal static class PagingKeys
{
    /// <summary>Newest first: on the first page, an id after every other.</summary>
    public static Guid BeforeId(this Paging paging) => paging.After is { } after ? Guid.Parse(after[^1]) : Guid.AllBitsSet;

    /// <summary>Oldest first: on the first page, an id before every other.</summary>
    public static Guid AfterId(this Paging paging) => paging.After is { } after ? Guid.Parse(after[^1]) : Guid.Empty;

    /// <summary>Newest day first: on the first page, a day after every other.</summary>
    public static DateOnly BeforeDay(this Paging paging) =>
        paging.After is { } after ? DateOnly.ParseExact(after[0], "O", CultureInfo.InvariantCulture) : DateOnly.MaxValue;
}
