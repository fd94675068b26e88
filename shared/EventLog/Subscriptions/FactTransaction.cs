using Npgsql;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>The transaction in which facts take effect and the cursor moves past them: all of it happens, or none.</summary>
public sealed class FactTransaction : RecordTransaction
{
    private readonly Recorder _recorder;
    private readonly string _service;
    private readonly CancellationToken _cancel;
    private List<Commit>? _commits;

    internal FactTransaction(NpgsqlTransaction transaction, Recorder recorder, string service, CancellationToken cancel)
        : base(transaction)
    {
        _recorder = recorder;
        _service = service;
        _cancel = cancel;
    }

    /// <summary>The system's own call: who acts when a reaction does.</summary>
    public Call Call => Call.System(Doing, _service, _cancel);

    /// <summary>A commit that is part of the transaction.</summary>
    public Commit Commit() => Commit(Call);

    /// <inheritdoc cref="Commit()"/>
    public Commit Commit(Call call)
    {
        var commit = _recorder.CommitWithin(this, call);
        (_commits ??= []).Add(commit);
        return commit;
    }

    /// <summary>The reaction or projection at work.</summary>
    internal string Doing { get; set; } = "facts";

    internal bool HasFacts => _commits?.Exists(commit => commit.HasFacts) == true;
}
