using System.Data;
using Npgsql;

namespace Tyokyky.Records;

/// <summary>A connection for one round trip; given back afterwards only if it was taken for it.</summary>
/// <remarks>
/// Npgsql takes a statement for prepared whose values PostgreSQL refused while it was being prepared (npgsql#6391,
/// <c>findings/npgsql-keeps-refused-statements-half-prepared.sh</c>): its next use on that connection fails, whoever's it is, and maybe after it was
/// committed. So a connection whose round trip did not end well forgets what it has prepared.
/// </remarks>
internal sealed class Lease(NpgsqlConnection connection, NpgsqlTransaction? transaction = null, RecordTransaction? within = null) : IAsyncDisposable
{
    private bool isSound;

    public NpgsqlConnection Connection { get; } = connection;

    public NpgsqlTransaction? Transaction { get; } = transaction;

    /// <summary>Everything asked was answered.</summary>
    public void Answered() => isSound = true;

    /// <summary>Refused, maybe by what is checked when a statement runs (constraints, our own guards): it is well prepared then.</summary>
    public void Refused(PostgresException refusal) =>
        isSound = refusal.SqlState.StartsWith("23", StringComparison.Ordinal) || refusal.SqlState.StartsWith("TY", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        if (within is not null)
        {
            if (!isSound) { within.Refused(); }
            return;
        }

        if (!isSound) { ForgetPrepared(Connection); }
        await Connection.DisposeAsync();
    }

    internal static void ForgetPrepared(NpgsqlConnection connection)
    {
        // One that is broken is thrown away when it is given back.
        if (connection.State != ConnectionState.Open) { return; }
        try
        {
            connection.UnprepareAll();
        }
        catch (NpgsqlException)
        {
            // It is broken now.
        }
    }
}
