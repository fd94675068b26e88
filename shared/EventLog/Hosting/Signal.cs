namespace Tyokyky.EventLog;

/// <summary>Wakes one loop; a signal that comes while the loop works is kept, so none is lost.</summary>
internal sealed class Signal : IDisposable
{
    private readonly SemaphoreSlim _gate = new(0);
    private int _set;

    public void Set()
    {
        if (Interlocked.Exchange(ref _set, 1) == 0) { _gate.Release(); }
    }

    /// <summary>True when signalled, false when the time was up.</summary>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancel)
    {
        if (!await _gate.WaitAsync(atMost, cancel)) { return false; }
        Volatile.Write(ref _set, 0);
        return true;
    }

    public void Dispose() => _gate.Dispose();
}
