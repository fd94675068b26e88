using Npgsql;

namespace Tyokyky.TestKit;

/// <summary>The one PostgreSQL of a test run: the one that <c>TYOKYKY_TEST_POSTGRES</c> names, else one of this process's own.</summary>
public static class PostgresServer
{
    private static readonly Lazy<Task<string>> Started = new(StartAsync);

    /// <summary>Connection string of its superuser.</summary>
    public static Task<string> ConnectionStringAsync() => Started.Value;

    /// <summary>The same for one of its databases.</summary>
    public static async Task<string> ConnectionStringAsync(string database, string? user = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(await Started.Value) { Database = database };
        if (user is not null) { (settings.Username, settings.Password) = (user, TestDatabase.AppPassword); }
        return settings.ConnectionString;
    }

    /// <summary>Runs a statement as the superuser, outside any transaction.</summary>
    public static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(await Started.Value) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("TYOKYKY_TEST_POSTGRES") is { Length: > 0 } given) { return given; }

        var server = await Postgres.StartNewAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(server);
        return server.ConnectionString;
    }

    private static void Stop(Postgres server)
    {
        try
        {
            server.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(5));
        }
        catch (Exception failure) when (failure is AggregateException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"A PostgreSQL was left behind: {failure.Message}");
        }
    }
}
