using Tyokyky.ServiceDefaults;

namespace Tyokyky.JobCoaching.Persistence;

/// <summary>Where a page goes on, as the statements' keys.</summary>
internal static class PagingKeys
{
    /// <summary>Newest first: on the first page, an id after every other.</summary>
    public static Guid BeforeId(this Paging paging) => paging.After is { } after ? Guid.Parse(after[^1]) : Guid.AllBitsSet;
}
