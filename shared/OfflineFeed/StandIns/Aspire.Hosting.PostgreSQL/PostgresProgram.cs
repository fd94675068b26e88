using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Aspire.Hosting.Local;

/// <summary>This machine's PostgreSQL on a data folder of its own. It refuses to run as root, so it runs as Debian's own user then.</summary>
internal static class PostgresProgram
{
    private const string User = "postgres";

    public static async Task<ProgramSpec> PrepareAsync(PostgresServerResource server, LocalProgramContext context, CancellationToken cancel)
    {
        var programs = Programs();
        var folder = Path.Combine(context.Data.For(server), "pgdata");
        if (!File.Exists(Path.Combine(folder, "PG_VERSION")))
        {
            await InitialiseAsync(programs, folder, server, context, cancel);
        }

        return new ProgramSpec(
            Path.Combine(programs, "postgres"),
            [
                "-D", folder,
                "-c", $"port={server.PrimaryEndpoint.Port}",
                "-c", "listen_addresses=localhost",
                "-c", "unix_socket_directories=",  // TCP only: a socket's path may have 107 bytes, and a data folder's is as long as it is
                "-c", "fsync=on",
                "-c", "log_line_prefix=",
            ],
            folder,
            context.Environment)
        {
            RunAs = User,
            StopSignal = Signal.Int, // a fast shutdown: it does not wait for clients, and leaves nothing to recover
            StopLimit = TimeSpan.FromSeconds(30),
        };
    }

    public static async Task CreateDatabaseAsync(PostgresDatabaseResource database, ILogger logger, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection($"{await database.Parent.GetConnectionStringAsync(cancel)};Database=postgres;Pooling=false");
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1 FROM pg_database WHERE datname = $1";
        command.Parameters.Add(new NpgsqlParameter { Value = database.DatabaseName });
        if (await command.ExecuteScalarAsync(cancel) is null)
        {
            command.Parameters.Clear();
#pragma warning disable CA2100 // An identifier can't be a parameter; it is quoted.
            command.CommandText = $"CREATE DATABASE \"{database.DatabaseName.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(cancel);
            logger.LogInformation("Created database {Database}.", database.DatabaseName);
        }
    }

    private static async Task InitialiseAsync(string programs, string folder, PostgresServerResource server, LocalProgramContext context, CancellationToken cancel)
    {
        var above = Path.GetDirectoryName(folder)!;
        Directory.CreateDirectory(above);
        var passwordFile = Path.Combine(above, "password");
        DataFolder.WriteSecret(passwordFile, (await server.PasswordParameter.GetValueAsync(cancel))!);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", ["-R", $"{User}:{User}", above], asUser: null, context.Output, cancel);
        }

        try
        {
            await RunAsync(
                Path.Combine(programs, "initdb"),
                [
                    "-D", folder, "--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256", $"--pwfile={passwordFile}",
                    $"--username={await server.UserNameReference.GetValueAsync(cancel)}", "--data-checksums",
                ],
                User,
                context.Output,
                cancel);
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    private static string Programs()
    {
        var versions = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var v) ? v : 0)
            : Enumerable.Empty<string>();
        return versions.Select(version => Path.Combine(version, "bin")).FirstOrDefault(bin => File.Exists(Path.Combine(bin, "postgres")))
            ?? throw new DistributedApplicationException("PostgreSQL is not installed: apt-get install postgresql.");
    }

    private static async Task RunAsync(string program, IReadOnlyList<string> arguments, string? asUser, ResourceOutput output, CancellationToken cancel)
    {
        IReadOnlyList<string> command = asUser is not null && Environment.IsPrivilegedProcess
            ? ["setpriv", $"--reuid={asUser}", $"--regid={asUser}", "--init-groups", "--", program, .. arguments]
            : [program, .. arguments];
        var info = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        using var process = Process.Start(info)!;
        var errors = process.StandardError.ReadToEndAsync(cancel);
        output(await process.StandardOutput.ReadToEndAsync(cancel), false);
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0)
        {
            throw new DistributedApplicationException($"{program} failed: {await errors}");
        }
    }
}
