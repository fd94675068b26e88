using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using OpenTelemetry;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>Ready means that the service's own database answers and has at least the schema that this program knows.</summary>
internal sealed class SchemaHealthCheck(Database database, MigrationSet migrations) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var _ = SuppressInstrumentationScope.Begin();
        try
        {
            var applied = (await database.ListAsync(SchemaRow.All(), cancellationToken)).Select(row => (row.Component, row.Name)).ToHashSet();
            return migrations.All.FirstOrDefault(migration => !applied.Contains((migration.Component, migration.Name))) is { } missing
                ? HealthCheckResult.Unhealthy($"Migration {missing} is missing. Run: dotnet <service>.dll migrate")
                : HealthCheckResult.Healthy(
                    $"schema {string.Join(", ", migrations.All.GroupBy(migration => migration.Component).Select(of => $"{of.Key} {of.Last().Name}"))}");
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return HealthCheckResult.Unhealthy("The database has no schema. Run: dotnet <service>.dll migrate");
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy($"The database does not answer ({failure.GetType().Name}). Start PostgreSQL.");
        }
    }
}

/// <summary>Degraded while due work keeps failing, or is of a kind that nobody here does.</summary>
internal sealed class DueWorkHealthCheck(Database database, DueWorkRunner runner, ServiceName service) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var _ = SuppressInstrumentationScope.Begin();
        try
        {
            string[] kinds = [.. runner.Kinds];
            var (failing, unknown) = await database.OneAsync(
                new Query<(long, long)>(
                    $"SELECT count(*) FILTER (WHERE last_error IS NOT NULL AND attempts >= 3), count(*) FILTER (WHERE kind <> ALL({kinds})) FROM due_work",
                    row => (row.GetInt64(0), row.GetInt64(1))),
                cancellationToken);
            return failing + unknown == 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded($"Due work: {failing} failing, {unknown} of unknown kinds. See: ./run ops {service.Value} list-due");
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Degraded("Due work can't be seen: the database does not answer. Start PostgreSQL.");
        }
    }
}

/// <summary>Degraded when the next partition of some table is not there yet: when its time comes, nothing could be written.</summary>
internal sealed class PartitionHealthCheck(Database database, TimeProvider time) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var _ = SuppressInstrumentationScope.Begin();
        try
        {
            var missing = await database.ListAsync(
                new Query<string>(
                    $"""
                    SELECT table_name FROM partition_rule
                    WHERE to_regclass(table_name || '_' || to_char(({time.GetUtcNow()} AT TIME ZONE 'UTC') + ('1 ' || unit)::interval,
                      CASE unit WHEN 'day' THEN 'YYYYMMDD' ELSE 'YYYYMM' END)) IS NULL
                    """,
                    row => row.GetString(0)),
                cancellationToken);
            return missing.Count == 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded($"No next partition of {string.Join(", ", missing)}. Run: dotnet <service>.dll migrate");
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Degraded("Partitions can't be seen: the database does not answer. Start PostgreSQL.");
        }
    }
}

/// <summary>Degraded while stored codes can't be brought under the current keys: until they are, the old keys must stay.</summary>
internal sealed class CodeKeysHealthCheck(Keys keys, CodeRotation rotation) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        keys.Trouble is { } unread
            ? HealthCheckResult.Degraded($"The key file (Records:KeyFile) can't be read; the keys read before go on serving until the next start. {unread}")
        : rotation.Trouble is { } trouble
            ? HealthCheckResult.Degraded(
                $"Codes can't be brought under the current keys ({trouble}). Put the key that is missing back into the key file (Records:KeyFile).")
        : HealthCheckResult.Healthy(
            $"Encryption key {keys.Ring.CurrentEncryption}, index key {keys.Ring.CurrentIndex}: {(rotation.IsDone ? "no stored code is under any other" : "stored codes are being brought under them")}."));
}
