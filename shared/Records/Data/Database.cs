using Npgsql;

namespace Tyokyky.Records;

/// <summary>The service's own database.</summary>
public sealed class Database(NpgsqlDataSource source) : Reads
{
    /// <summary>The pool of connections behind it.</summary>
    public NpgsqlDataSource Source { get; } = source;

    /// <summary>Begins a transaction on a connection of its own.</summary>
    public async Task<RecordTransaction> BeginAsync(CancellationToken cancel)
    {
        var connection = await Source.OpenConnectionAsync(cancel);
        try
        {
            return new RecordTransaction(connection, await connection.BeginTransactionAsync(cancel));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    internal override async ValueTask<Lease> OpenAsync(CancellationToken cancel) => new(await Source.OpenConnectionAsync(cancel));
}
