using Npgsql;

namespace Tyokyky.Records;

/// <summary>An open transaction to read in, and to bind commits to (<see cref="UnitOfWork.CommitWithin"/>).</summary>
public class RecordTransaction : Reads, IAsyncDisposable
{
    private readonly RecordTransaction? outer;
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private bool wasRefused;

    internal RecordTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction) => (this.connection, this.transaction) = (connection, transaction);

    /// <summary>The same transaction, which its first owner ends.</summary>
    protected RecordTransaction(RecordTransaction outer)
        : this(outer.connection, outer.transaction) => this.outer = outer;

    public Task CommitAsync(CancellationToken cancel) => transaction.CommitAsync(cancel);

    public Task RollbackAsync(CancellationToken cancel) => transaction.RollbackAsync(cancel);

    /// <summary>What follows can be undone without the rest.</summary>
    public Task SaveAsync(string savepoint, CancellationToken cancel) => transaction.SaveAsync(savepoint, cancel);

    /// <summary>What followed the savepoint stands or falls with the rest.</summary>
    public Task ReleaseAsync(string savepoint, CancellationToken cancel) => transaction.ReleaseAsync(savepoint, cancel);

    /// <summary>Undoes what followed the savepoint, so that the transaction can go on.</summary>
    public async Task RollbackToAsync(string savepoint, CancellationToken cancel)
    {
        await transaction.RollbackAsync(savepoint, cancel);
        Recover();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (outer is not null) { return; }
        await transaction.DisposeAsync();
        Recover();
        await connection.DisposeAsync();
    }

    /// <summary>A statement in it was refused: it answers nothing more until it is rolled back.</summary>
    internal void Refused()
    {
        wasRefused = true;
        outer?.Refused();
    }

    internal override ValueTask<Lease> OpenAsync(CancellationToken cancel) => new(new Lease(connection, transaction, this));

    private void Recover()
    {
        if (wasRefused) { Lease.ForgetPrepared(connection); }
        wasRefused = false;
    }
}
