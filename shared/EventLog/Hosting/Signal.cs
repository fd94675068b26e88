namespace Tyokyky.EventLog;

/// <summary>Wakes one loop; a signal that comes while the loop works is kept, so none is lost.</summary>
internal sealed class Signal : IDisposable
{
    private readonly SemaphoreSlim gate = new(0);
    private int isSet;

    public void Set()
    {
        if (Interlocked.Exchange(ref isSet, 1) == 0) { gate.Release(); }
    }

    /// <summary>True when signalled, false when the time was up.</summary>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancel)
    {
        if (!await gate.WaitAsync(atMost, cancel)) { return false; }
        Volatile.Write(ref isSet, 0);
        return true;
    }

    public void Dispose() => gate.Dispose();
}
