using System.Diagnostics;

namespace Tyokyky.Records;

/// <summary>Reads by key that many calls make at once: what is asked for while a round trip is under way shares the next one.</summary>
/// <remarks>A read begins after it was asked for, so nobody gets older data than alone; and a lone reader waits for nobody.</remarks>
public sealed class BatchedReader<TKey, TFound>(Func<TKey[], CancellationToken, Task<IReadOnlyDictionary<TKey, TFound>>> read)
    where TKey : notnull
    where TFound : class
{
    private const int MostKeys = 100;

    // More at once would only be smaller ones.
    private const int MostTrips = 1;
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(20);

    private readonly Lock gate = new();
    private readonly Queue<Asked> waiting = new();
    private int trips;

    /// <summary>What the key names, or null.</summary>
    public Task<TFound?> FindAsync(TKey key, CancellationToken cancel)
    {
        var asked = new Asked(key, Activity.Current);
        lock (gate)
        {
            waiting.Enqueue(asked);
            if (trips < MostTrips)
            {
                trips++;
                ThreadPool.UnsafeQueueUserWorkItem(static reads => _ = reads.ReadAsync(), this, preferLocal: true);
            }
        }

        return asked.Task.WaitAsync(cancel);
    }

    private async Task ReadAsync()
    {
        while (Next() is { } batch)
        {
            try
            {
                await ReadAsync(batch);
            }
            catch (Exception failure) when (batch.Length == 1 || DatabaseErrors.IsAway(failure))
            {
                Waiting.Release(batch, asked => asked.TrySetException(failure));
            }
            catch (Exception)
            {
                // One key's failure is nobody else's.
                foreach (var same in batch.GroupBy(asked => asked.Key)) { await AloneAsync([.. same]); }
            }
        }
    }

    private async Task ReadAsync(Asked[] batch)
    {
        // The trip's span belongs to the call that waited longest for it.
        Activity.Current = batch[0].Activity;
        using var end = new CancellationTokenSource(limit);
        var found = await read([.. batch.Select(asked => asked.Key).Distinct()], end.Token);
        Waiting.Release(batch, asked => asked.TrySetResult(found.GetValueOrDefault(asked.Key)));
    }

    private async Task AloneAsync(Asked[] same)
    {
        try
        {
            await ReadAsync(same);
        }
        catch (Exception own)
        {
            Waiting.Release(same, asked => asked.TrySetException(own));
        }
    }

    private Asked[]? Next()
    {
        lock (gate)
        {
            if (waiting.Count == 0)
            {
                trips--;
                return null;
            }

            var batch = new Asked[Math.Min(waiting.Count, MostKeys)];
            for (var i = 0; i < batch.Length; i++) { batch[i] = waiting.Dequeue(); }
            return batch;
        }
    }

    private sealed class Asked(TKey key, Activity? activity) : TaskCompletionSource<TFound?>
    {
        public TKey Key => key;

        public Activity? Activity => activity;
    }
}
