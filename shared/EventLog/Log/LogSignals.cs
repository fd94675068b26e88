using System.Diagnostics;
using Tyokyky.Records;

namespace Tyokyky.EventLog;

/// <summary>Wakes the loops of the own log right after a commit.</summary>
internal sealed class LogSignals : ICommitListener, IDisposable
{
    private Activity? cause;

    public Signal Number { get; } = new();

    public Signal Publish { get; } = new();

    public void Committed(Commit commit)
    {
        if (commit.HasFacts) { Recorded(Activity.Current); }
    }

    /// <summary>Facts were committed: wakes the sequencer, which goes on with the trace of whoever woke it first.</summary>
    public void Recorded(Activity? by)
    {
        if (by is not null) { Interlocked.CompareExchange(ref cause, by, null); }
        Number.Set();
    }

    /// <summary>Who woke the sequencer; null when it found out by itself.</summary>
    public Activity? TakeCause() => Interlocked.Exchange(ref cause, null);

    public void Dispose()
    {
        Number.Dispose();
        Publish.Dispose();
    }
}
