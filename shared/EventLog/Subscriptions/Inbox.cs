namespace Tyokyky.EventLog;

/// <summary>Where the broker leaves one source's facts for the loop that applies them.</summary>
internal sealed class Inbox(string source, int capacity) : IDisposable
{
    private volatile bool isConnected;
    private int isDemanded;

    public string Source => source;

    public ReorderBuffer Buffer { get; } = new(capacity);

    public Signal Arrived { get; } = new();

    /// <summary>Whether the broker brings facts now.</summary>
    public bool IsConnected => isConnected;

    /// <summary>How often a connection began; whatever was published before it must come from the feed.</summary>
    public int Connections { get; private set; }

    public void Take(Arrival arrival)
    {
        Buffer.Offer(arrival);
        Arrived.Set();
    }

    public void Connected()
    {
        Connections++;
        isConnected = true;
        Arrived.Set();
    }

    /// <summary>Has the source itself asked at once, whatever the broker brings.</summary>
    public void Demand()
    {
        Volatile.Write(ref isDemanded, 1);
        Arrived.Set();
    }

    /// <summary>True once after a demand.</summary>
    public bool TakeDemand() => Interlocked.Exchange(ref isDemanded, 0) == 1;

    public void Disconnected()
    {
        isConnected = false;
        Arrived.Set();
    }

    public void Dispose() => Arrived.Dispose();
}
