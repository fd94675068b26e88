using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Tyokyky.TestKit;

/// <summary>A PostgreSQL of the test's own, reached by its socket, with fsync on: the machine's program on a folder of its own.</summary>
public sealed class Postgres : IAsyncDisposable
{
    private const string User = "postgres";
    private readonly string _folder = Directory.CreateTempSubdirectory("tyokyky-test-pg-").FullName;
    private Process? _server;

    private Postgres()
    {
    }

    /// <summary>Connection string of its superuser.</summary>
    public string ConnectionString => $"Host={_folder};Username={User};Database=postgres";

    /// <summary>A server that answers.</summary>
    public static async Task<Postgres> StartNewAsync()
    {
        var server = new Postgres();
        if (Environment.UserName == "root") { await RunAsync(new ProcessStartInfo("chown", [User, server._folder])); }
        await RunAsync(new ProcessStartInfo(Binary("initdb"), ["-D", server.Data, "-U", User, "--auth=trust", "--encoding=UTF8", "--locale=C"]));
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it (again), with what was committed.</summary>
    public async Task StartAsync()
    {
        // PostgreSQL refuses to run as root.
        _server = OwnedProcess.Start(
            new ProcessStartInfo(Binary("postgres"), ["-D", Data, "-k", _folder, "-c", "listen_addresses=", "-c", "max_connections=400", "-c", "shared_buffers=256MB", "-c", "logging_collector=off"]),
            User,
            "INT");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (attempt < 600 && !_server.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>Stops it at once, as `pg_ctl stop -m immediate` does: no checkpoint, no goodbye; the next start recovers.</summary>
    public Task StopImmediatelyAsync() => StopAsync("-QUIT");

    public async ValueTask DisposeAsync()
    {
        await StopAsync("-INT");
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    private async Task StopAsync(string signal)
    {
        if (_server is null) { return; }
        await RunAsync(new ProcessStartInfo("kill", [signal, _server.Id.ToString(CultureInfo.InvariantCulture)]));
        await _server.WaitForExitAsync();
        _server = null;
    }

    private static string Binary(string name)
    {
        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(version => version, StringComparer.Ordinal) : Enumerable.Empty<string>();
        return versions.Select(version => Path.Combine(version, "bin", name)).FirstOrDefault(File.Exists) ?? name;
    }

    private static async Task RunAsync(ProcessStartInfo info)
    {
        var lines = new List<string>();
        using var process = OwnedProcess.Start(info, info.FileName is "chown" or "kill" ? null : User, line: line => { lock (lines) { lines.Add(line); } });
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) { throw new InvalidOperationException($"{info.FileName}: {string.Join('\n', lines)}"); }
    }
}
