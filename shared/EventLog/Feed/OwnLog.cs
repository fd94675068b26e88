using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>A place in the own log, to go on from: the event id proves that it is still the same log.</summary>
public readonly record struct LogPlace(long Position, Guid EventId);

/// <summary>
/// The own log as it grows, for streams that this process answers: the log is looked at once for all who wait, and not at all while nobody
/// does; those at the same place share one read.
/// </summary>
public sealed class OwnLog
{
    private const int Most = 500;
    private static readonly TimeSpan look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan lookLimit = TimeSpan.FromSeconds(5);

    private readonly FeedReader feed;
    private readonly BatchedReader<LogPlace, LogPage> reads;
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private TaskCompletionSource<LogPlace> moved = NewWait();
    private LogPlace head;
    private int waiting;
    private bool isLooking;
    private volatile bool isAway;

    internal OwnLog(FeedReader feed, TimeProvider time)
    {
        (this.feed, this.time) = (feed, time);
        reads = new(ReadAsync);
    }

    /// <summary>Where the log ends now.</summary>
    public async Task<LogPlace> HeadAsync(CancellationToken cancel) => await feed.HeadAsync(cancel);

    /// <summary>Refuses a place that the log does not go on from: LOG_DIVERGED, POSITION_EXPIRED.</summary>
    public async Task RequireAsync(LogPlace place, CancellationToken cancel) => await feed.ReadAsync(new Cursor(place.Position, place.EventId), 1, cancel);

    /// <summary>What comes after the place; waits at most that long, is empty when nothing came, and refuses when nobody can know.</summary>
    public async Task<IReadOnlyList<AnyFact>> AfterAsync(LogPlace place, TimeSpan atMost, CancellationToken cancel)
    {
        if (!await HasMovedAsync(place, atMost, cancel))
        {
            return [];
        }

        using var silently = EventLogTelemetry.Silently();
        return (await reads.FindAsync(place, cancel))!.Facts;
    }

    private static TaskCompletionSource<LogPlace> NewWait() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<bool> HasMovedAsync(LogPlace place, TimeSpan atMost, CancellationToken cancel)
    {
        Task<LogPlace> next;
        lock (gate)
        {
            if (head.Position > place.Position)
            {
                return true;
            }

            next = moved.Task;
            waiting++;
            if (!isLooking)
            {
                isLooking = true;
                _ = Task.Run(LookAsync, CancellationToken.None);
            }
        }

        try
        {
            return (await next.WaitAsync(atMost, time, cancel)).Position > place.Position;
        }
        catch (TimeoutException)
        {
            return isAway
                ? throw new DomainException(ErrorKind.Unavailable, "DATABASE_UNAVAILABLE", "The database did not answer. Go on from the last resume token.")
                : false;
        }
        finally
        {
            lock (gate) { waiting--; }
        }
    }

    private async Task LookAsync()
    {
        using var silently = EventLogTelemetry.Silently();
        while (true)
        {
            try
            {
                using var limit = new CancellationTokenSource(lookLimit);
                var now = await feed.HeadAsync(limit.Token);
                isAway = false;
                lock (gate)
                {
                    if (now != head)
                    {
                        head = now;
                        moved.SetResult(now);
                        moved = NewWait();
                    }

                    if (waiting == 0)
                    {
                        isLooking = false;
                        return;
                    }
                }
            }
            catch (Exception)
            {
                // Those who wait learn it when their time is over: the next look may succeed.
                isAway = true;
            }

            await Task.Delay(look, time, CancellationToken.None);
        }
    }

    private async Task<IReadOnlyDictionary<LogPlace, LogPage>> ReadAsync(LogPlace[] places, CancellationToken cancel)
    {
        var pages = new Dictionary<LogPlace, LogPage>(places.Length);
        foreach (var place in places)
        {
            pages[place] = await feed.ReadAsync(new Cursor(place.Position, place.EventId), Most, cancel);
        }

        return pages;
    }
}
