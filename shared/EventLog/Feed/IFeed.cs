namespace Tyokyky.EventLog;

/// <summary>A page of a source's log, with its head and since when a committed fact waits for its number.</summary>
internal sealed record FeedPage(IReadOnlyList<AnyFact> Facts, Cursor Head, DateTimeOffset? UnnumberedSince);

/// <summary>Reads other services' logs.</summary>
internal interface IFeed
{
    /// <summary>The facts after a cursor, without gaps; throws <see cref="FeedRefusal"/> when the log can't be gone on with from there.</summary>
    Task<FeedPage> ListAsync(string source, Cursor after, int most, CancellationToken cancel);
}

/// <summary>The source's log can't be gone on with from a cursor.</summary>
internal sealed class FeedRefusal(HaltState state, string message, Cursor head, long first, Cursor beforeFirst) : Exception(message)
{
    /// <summary>Diverged or expired.</summary>
    public HaltState State => state;

    /// <summary>Where the log ends.</summary>
    public Cursor Head => head;

    /// <summary>The first position that it still has; 0 when it is empty.</summary>
    public long First => first;

    /// <summary>The fact before it, which is gone.</summary>
    public Cursor BeforeFirst => beforeFirst;
}
