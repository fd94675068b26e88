using Npgsql;
using Tyokyky.Sandbox.Caseload;
using Tyokyky.Sandbox.Identity;
using Tyokyky.Sandbox.Suite;

namespace Tyokyky.Sandbox.Reset;

/// <summary>
/// Empties the services' databases to nothing, so that the migrations make them anew. All at once, and only while no service is connected:
/// a log that starts again under a running reader is a diverged log, which readers halt at, rightly.
/// </summary>
internal sealed partial class DataReset(
    IConfiguration configuration, SuiteChannels channels, Callers callers, LoadedCaseloads caseloads, TimeProvider time, ILogger<DataReset> logger)
{
    // A service that has just been stopped is connected until PostgreSQL has noticed.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // Connections of the service's own role, which migrations and this reset do not use.
    private const string ConnectedSql =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = $1";

    private const string EmptySql = """
        DO $$
        DECLARE s text;
        BEGIN
          FOR s IN SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\_%' AND nspname <> 'information_schema' LOOP
            EXECUTE format('DROP SCHEMA %I CASCADE', s);
          END LOOP;
          CREATE SCHEMA public;
          GRANT USAGE ON SCHEMA public TO PUBLIC;
        END $$
        """;

    /// <summary>Empties every database that the host has given the owner's connection of; tells their names.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancel)
    {
        var known = channels.Known.ToArray();
        var owners = known
            .Select(name => (Name: name, Connection: configuration.GetConnectionString($"{name}-owner")))
            .Where(owner => owner.Connection is not null)
            .ToArray();
        if (owners.Length == 0 || owners.Length < known.Length)
        {
            throw new SuiteException(
                $"Nothing was emptied: the owner's connection of {string.Join(", ", known.Except(owners.Select(owner => owner.Name)))} is not given (ConnectionStrings:<service>-owner).");
        }

        var sources = owners.Select(owner => (owner.Name, Source: NpgsqlDataSource.Create(owner.Connection!))).ToArray();
        try
        {
            if (await StillRunningAsync(sources, cancel) is { Count: > 0 } running)
            {
                throw new SuiteException($"Nothing was emptied: stop {string.Join(", ", running)} first.");
            }

            foreach (var (name, source) in sources)
            {
                await using var empty = source.CreateCommand(EmptySql);
                await empty.ExecuteNonQueryAsync(cancel);
                Emptied(logger, name);
            }
        }
        finally
        {
            foreach (var (_, source) in sources)
            {
                await source.DisposeAsync();
            }
        }

        callers.ClientReference = null;
        caseloads.Forget();
        return [.. owners.Select(owner => owner.Name)];
    }

    private async Task<List<string>> StillRunningAsync((string Name, NpgsqlDataSource Source)[] sources, CancellationToken cancel)
    {
        var giveUp = time.GetUtcNow() + Patience;
        while (true)
        {
            var running = new List<string>();
            foreach (var (name, source) in sources)
            {
                if (await ConnectedAsync(name, source, cancel))
                {
                    running.Add(name);
                }
            }

            if (running.Count == 0 || time.GetUtcNow() > giveUp)
            {
                return running;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancel);
        }
    }

    private static async Task<bool> ConnectedAsync(string name, NpgsqlDataSource source, CancellationToken cancel)
    {
        await using var connected = source.CreateCommand(ConnectedSql);
        connected.Parameters.AddWithValue($"{name}_app");
        return await connected.ExecuteScalarAsync(cancel) is > 0L;
    }

    [LoggerMessage(EventName = "data.emptied", Level = LogLevel.Warning, Message = "Emptied the database of {Service}")]
    private static partial void Emptied(ILogger logger, string service);
}

/// <summary>What is asked for; <paramref name="Confirm"/> must be "reset".</summary>
internal sealed record ResetRequest(string? Confirm);

/// <summary><c>POST /reset</c>.</summary>
internal static class ResetEndpoints
{
    public static void MapReset(this WebApplication app) => app.MapPost("/reset", async (ResetRequest request, DataReset reset, CancellationToken cancel) =>
    {
        if (request.Confirm != "reset")
        {
            return Results.Json(
                new { error = "not_confirmed", error_description = "This empties every service's data. Send {\"confirm\":\"reset\"}." },
                statusCode: StatusCodes.Status400BadRequest);
        }

        try
        {
            var emptied = await reset.RunAsync(cancel);
            return Results.Json(new { emptied, next = "Run the migrations, then start the services." });
        }
        catch (SuiteException refusal)
        {
            return Results.Json(new { error = "not_possible", error_description = refusal.Message }, statusCode: StatusCodes.Status409Conflict);
        }
        catch (NpgsqlException trouble)
        {
            return Results.Json(
                new { error = "database", error_description = $"The databases may be partly emptied; repeat: {trouble.Message}" },
                statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    });
}
