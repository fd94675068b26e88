namespace Tyokyky.EventLog;

/// <summary>Limits and intervals, bound from the configuration section <c>EventLog</c>.</summary>
public sealed class EventLogOptions
{
    /// <summary>How often the own log is looked at without being woken.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How many facts are numbered, or published, at a time.</summary>
    public int Batch { get; set; } = 500;

    /// <summary>How long the broker has to confirm.</summary>
    public TimeSpan ConfirmLimit { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many facts take effect in one transaction.</summary>
    public int ApplyBatch { get; set; } = 100;

    /// <summary>How many facts per source wait for their turn in memory.</summary>
    public int ReorderCapacity { get; set; } = 10_000;

    /// <summary>How many facts per source the broker keeps for a slow subscriber.</summary>
    public int QueueCapacity { get; set; } = 10_000;

    /// <summary>How long a gap may stay before the feed is asked.</summary>
    public TimeSpan GapPatience { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How often the feed is asked although nothing seems to be missing.</summary>
    public TimeSpan FeedInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the feed is asked while the broker brings nothing.</summary>
    public TimeSpan FeedIntervalWithoutBroker { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How many parked keys halt a source.</summary>
    public int MaxParkedKeys { get; set; } = 50;

    /// <summary>Wait before the first retry of a parked fact; doubled for each further one.</summary>
    public TimeSpan ParkedBackoff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between retries of a parked fact.</summary>
    public TimeSpan ParkedBackoffLimit { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>From which lag on health is degraded.</summary>
    public TimeSpan LagLimit { get; set; } = TimeSpan.FromSeconds(30);
}
