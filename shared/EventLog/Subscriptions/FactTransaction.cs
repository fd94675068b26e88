using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>The transaction in which facts take effect and the cursor moves past them: all of it happens, or none.</summary>
public sealed class FactTransaction : RecordTransaction
{
    private readonly UnitOfWork unitOfWork;
    private readonly string service;
    private readonly CancellationToken cancel;
    private List<Commit>? commits;

    internal FactTransaction(RecordTransaction transaction, UnitOfWork unitOfWork, string service, CancellationToken cancel)
        : base(transaction)
    {
        this.unitOfWork = unitOfWork;
        this.service = service;
        this.cancel = cancel;
    }

    /// <summary>The system's own call: who acts when a reaction does.</summary>
    public Call Call => Call.System(Doing, service, cancel);

    /// <summary>A commit that is part of the transaction.</summary>
    public Commit Commit() => Commit(Call);

    /// <inheritdoc cref="Commit()"/>
    public Commit Commit(Call call)
    {
        var commit = unitOfWork.CommitWithin(this, call);
        (commits ??= []).Add(commit);
        return commit;
    }

    /// <summary>The reaction or projection at work.</summary>
    internal string Doing { get; set; } = "facts";

    internal bool HasFacts => commits?.Exists(commit => commit.HasFacts) == true;
}
