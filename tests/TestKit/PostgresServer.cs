using System.Diagnostics;
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

        var folder = Directory.CreateTempSubdirectory("tyokyky-test-pg-").FullName;
        var isRoot = Environment.UserName == "root";
        if (isRoot) { Run("chown", "postgres", folder); }
        var data = Path.Combine(folder, "data");
        Run("setpriv", [.. As(isRoot), Binary("initdb"), "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"]);

        // The server ends with the thread that started it, hence with this process, whatever happens to it.
        var server = new TaskCompletionSource<Process>();
        var thread = new Thread(() =>
        {
            var process = Process.Start(Command("setpriv", [
                .. As(isRoot), "--pdeathsig", "INT", Binary("postgres"), "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "max_connections=400",
                "-c", "shared_buffers=256MB", "-c", "logging_collector=off"]))!;
            process.BeginErrorReadLine();
            process.BeginOutputReadLine();
            server.SetResult(process);
            process.WaitForExit();
        })
        { IsBackground = true, Name = "PostgreSQL" };
        thread.Start();
        var running = await server.Task;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(running, folder);

        var connectionString = $"Host={folder};Username=postgres;Database=postgres";
        await AnswersAsync(running, connectionString);
        return connectionString;
    }

    private static async Task AnswersAsync(Process server, string connectionString)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (attempt < 200 && !server.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    private static void Stop(Process server, string folder)
    {
        try
        {
            // Fast shutdown of exactly the one process that was started here.
            using var kill = Process.Start("kill", ["-INT", server.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
            server.WaitForExit(TimeSpan.FromSeconds(5));
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{folder} was left behind: {failure.Message}");
        }
    }

    // PostgreSQL refuses to run as root.
    private static string[] As(bool isRoot) => isRoot ? ["--reuid=postgres", "--regid=postgres", "--init-groups"] : [];

    private static string Binary(string name)
    {
        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(version => version, StringComparer.Ordinal) : Enumerable.Empty<string>();
        return versions.Select(version => Path.Combine(version, "bin", name)).FirstOrDefault(File.Exists) ?? name;
    }

    private static ProcessStartInfo Command(string program, string[] arguments) =>
        new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(Command(program, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) { throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {errors}{output.Result}"); }
    }
}
