using Npgsql;

namespace Tyokyky.Records;

/// <summary>An open transaction to read in, and to bind commits to (<see cref="UnitOfWork.CommitWithin"/>).</summary>
public class RecordTransaction : Reads, IAsyncDisposable
{
    private readonly bool ownsConnection;

    /// <summary>Wraps a transaction that its caller ends.</summary>
    public RecordTransaction(NpgsqlTransaction transaction) : this(transaction.Connection!, transaction, ownsConnection: false)
    {
    }

    internal RecordTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction, bool ownsConnection)
    {
        (Connection, Transaction) = (connection, transaction);
        this.ownsConnection = ownsConnection;
    }

    public NpgsqlConnection Connection { get; }

    public NpgsqlTransaction Transaction { get; }

    public Task CommitAsync(CancellationToken cancel) => Transaction.CommitAsync(cancel);

    public Task RollbackAsync(CancellationToken cancel) => Transaction.RollbackAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (!ownsConnection) { return; }
        await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }

    private protected override ValueTask<Lease> OpenAsync(CancellationToken cancel) => new(new Lease(Connection, Transaction));
}
