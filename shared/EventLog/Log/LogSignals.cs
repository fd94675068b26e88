using Tyokyky.Records;

namespace Tyokyky.EventLog;

/// <summary>Wakes the loops of the own log right after a commit.</summary>
internal sealed class LogSignals : ICommitListener, IDisposable
{
    public Signal Number { get; } = new();

    public Signal Publish { get; } = new();

    public void Committed(Commit commit)
    {
        if (commit.HasFacts) { Number.Set(); }
    }

    public void Dispose()
    {
        Number.Dispose();
        Publish.Dispose();
    }
}
