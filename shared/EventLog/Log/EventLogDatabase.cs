using Npgsql;
using Tyokyky.Records;

namespace Tyokyky.EventLog;

/// <summary>The event log's own few connections, so that neither calls nor loops wait for each other's.</summary>
internal sealed class EventLogDatabase : IAsyncDisposable
{
    public EventLogDatabase(string connectionString, int connections)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = connections,
            MinPoolSize = 0,
            // Each costs the server some 5 MB: what a burst has opened is not kept for longer than the burst.
            ConnectionIdleLifetime = 30,
            ConnectionPruningInterval = 5,
            MaxAutoPrepare = 40,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
            Enlist = false,
            ApplicationName = "eventlog",
            // A stopped process must not keep its locks: the server ends a transaction that nobody goes on with.
            // Compiling a statement takes the server longer than running any of these.
            Options = "-c idle_in_transaction_session_timeout=20000 -c jit=off",
        };
        Database = new Database(new NpgsqlDataSourceBuilder(settings.ConnectionString).Build());
    }

    public Database Database { get; }

    public ValueTask DisposeAsync() => Database.Source.DisposeAsync();
}
