namespace Tyokyky.EventLog;

/// <summary>What a subscription is doing, as seen from this process.</summary>
internal enum Doing
{
    Running,
    Retrying,
    Diverged,
    Expired,
    TooManyParked,
}

/// <summary>How a subscription stands, for health, metrics and operators.</summary>
internal sealed class SubscriptionView
{
    private TaskCompletionSource becoming = NewBecoming();

    public Doing Doing { get; set; }

    public string Detail { get; set; } = "";

    public Cursor Cursor { get; set; }

    public long SourceHead { get; set; }

    public DateTimeOffset? AppliedAt { get; set; }

    /// <summary>The latest time at which nothing was missing here.</summary>
    public DateTimeOffset? CurrentAt { get; private set; }

    /// <summary>Ends when <see cref="CurrentAt"/> is another.</summary>
    public Task NextCurrent => Volatile.Read(ref becoming).Task;

    /// <summary>Recorded time of the oldest fact known and not taken.</summary>
    public DateTimeOffset? OldestWaiting { get; set; }

    public ParkedCounts Parked { get; set; }

    public long LagFacts => Math.Max(0, SourceHead - Cursor.Position);

    public bool IsHalted => Doing is Doing.Diverged or Doing.Expired or Doing.TooManyParked;

    public void BecomeCurrent(DateTimeOffset asOf)
    {
        CurrentAt = asOf;
        Interlocked.Exchange(ref becoming, NewBecoming()).SetResult();
    }

    public TimeSpan Lag(DateTimeOffset now) =>
        OldestWaiting is { } at ? (now > at ? now - at : TimeSpan.Zero)
        : LagFacts > 0 && CurrentAt is { } current && now > current ? now - current
        : TimeSpan.Zero;

    private static TaskCompletionSource NewBecoming() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
