using System.Collections.Concurrent;
using Npgsql;

namespace Tyokyky.TestKit;

/// <summary>A database of one test class, copied from a template that was migrated once.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    internal const string AppPassword = "only-for-tests";
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Templates = new();

    private TestDatabase(string service, string name, string ownerConnection, string appConnection)
    {
        (Service, Name, OwnerConnection, AppConnection) = (service, name, ownerConnection, appConnection);
        Owner = NpgsqlDataSource.Create(ownerConnection);
    }

    /// <summary>The service whose schema it has.</summary>
    public string Service { get; }

    public string Name { get; }

    /// <summary>As its owner.</summary>
    public string OwnerConnection { get; }

    /// <summary>As the restricted role that the service runs as.</summary>
    public string AppConnection { get; }

    /// <summary>Connections as its owner: for looking behind the service's back.</summary>
    public NpgsqlDataSource Owner { get; }

    /// <summary>A database with the service's schema; <paramref name="migrate"/> gets the owner's connection string, and runs once per service.</summary>
    public static async Task<TestDatabase> CreateAsync(string service, Func<string, Task> migrate)
    {
        var template = await Templates.GetOrAdd(service, _ => new(() => MigrateAsync(service, migrate))).Value;
        var name = NewName(service);
        await PostgresServer.ExecuteAsync($"""CREATE DATABASE "{name}" TEMPLATE "{template}" """);
        // Rights on a database are not copied with it.
        await PostgresServer.ExecuteAsync($"""REVOKE ALL ON DATABASE "{name}" FROM PUBLIC; GRANT CONNECT ON DATABASE "{name}" TO "{service}_app" """);
        return new TestDatabase(service, name, await PostgresServer.ConnectionStringAsync(name), await PostgresServer.ConnectionStringAsync(name, service + "_app"));
    }

    /// <summary>A database with nothing in it.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(string service)
    {
        var name = NewName(service);
        await PostgresServer.ExecuteAsync($"""CREATE DATABASE "{name}" """);
        return new TestDatabase(service, name, await PostgresServer.ConnectionStringAsync(name), await PostgresServer.ConnectionStringAsync(name, service + "_app"));
    }

    /// <summary>The first column of the first row, as the owner sees it.</summary>
    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Owner.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Runs a statement as the owner.</summary>
    public async Task<int> ExecuteAsync(string sql)
    {
        await using var command = Owner.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Owner.DisposeAsync();
        await PostgresServer.ExecuteAsync($"""DROP DATABASE IF EXISTS "{Name}" WITH (FORCE)""");
    }

    private static async Task<string> MigrateAsync(string service, Func<string, Task> migrate)
    {
        var name = NewName(service);
        await PostgresServer.ExecuteAsync($"""CREATE DATABASE "{name}" """);
        // Not pooled: a template may have no connections.
        await migrate(new NpgsqlConnectionStringBuilder(await PostgresServer.ConnectionStringAsync(name)) { Pooling = false }.ConnectionString);
        return name;
    }

    private static string NewName(string service) => $"{service}_{Guid.NewGuid().ToString("N")[..12]}";
}
