using Npgsql;

namespace Tyokyky.Records;

/// <summary>Brings a database to the newest schema, as its owner: each file once, each in its own transaction, one run at a time.</summary>
internal sealed class Migrator(MigrationSet migrations, string ownerConnection, string? appPassword, TextWriter report)
{
    private const long RunLock = 7001;
    private readonly string app = SqlName.Quote(migrations.AppRole);

    /// <summary>After those of the set; for tests.</summary>
    internal IReadOnlyList<Migration> More { get; init; } = [];

    public async Task RunAsync(CancellationToken cancel)
    {
        var settings = new NpgsqlConnectionStringBuilder(ownerConnection)
        {
            Pooling = false,
            CommandTimeout = 600,
            ApplicationName = $"{migrations.Service} migrations",
        };
        await using var source = NpgsqlDataSource.Create(settings);
        await using var connection = await OpenAsync(source, cancel);
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({RunLock})", cancel);

        await CreateAppRoleAsync(source, connection, cancel);
        await ExecuteAsync(
            connection,
            """
            CREATE TABLE IF NOT EXISTS migration (
              component text NOT NULL, number int NOT NULL, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(),
              PRIMARY KEY (component, number));
            -- Number is the order in which they ran here. Programs of before named files by it, and look at it to see that the schema is new enough.
            CREATE UNIQUE INDEX IF NOT EXISTS migration_name ON migration (component, name);
            """,
            cancel);
        await GrantAsync(source, connection, cancel);

        var applied = await AppliedAsync(connection, cancel);
        var count = 0;
        foreach (var migration in migrations.All.Concat(More))
        {
            if (applied.TryGetValue((migration.Component, migration.Name), out var checksum))
            {
                if (checksum != migration.Checksum)
                {
                    throw new InvalidOperationException(
                        $"Migration {migration} was changed after it ran on this database. Restore the file and write a new one.");
                }

                continue;
            }

            await ApplyAsync(connection, migration, cancel);
            count++;
            await report.WriteLineAsync($"migrated: {migration}");
        }

        await ExecuteAsync(connection, "SELECT tyokyky_maintain()", cancel);
        await report.WriteLineAsync(count == 0 ? "The schema is up to date." : $"{count} migrations applied.");
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        try
        {
            await ExecuteAsync(connection, migration.For(migrations.AppRole), cancel);
        }
        catch (PostgresException failure)
        {
            throw new InvalidOperationException($"Migration {migration} failed: {failure.MessageText}.", failure);
        }

        await using var note = new NpgsqlCommand(
            "INSERT INTO migration (component, number, name, checksum) SELECT $1, coalesce(max(number), 0) + 1, $2, $3 FROM migration WHERE component = $1",
            connection, transaction)
        {
            Parameters = { new() { Value = migration.Component }, new() { Value = migration.Name }, new() { Value = migration.Checksum } },
        };
        await note.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    // Roles and the rights on databases are the whole server's, so that runs for other databases may meet here: repeat.
    private async Task CreateAppRoleAsync(NpgsqlDataSource source, NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var exists = new NpgsqlCommand("SELECT count(*) FROM pg_roles WHERE rolname = $1", connection)
        {
            Parameters = { new() { Value = migrations.AppRole } },
        };
        var verb = (long)(await exists.ExecuteScalarAsync(cancel))! == 0 ? "CREATE" : "ALTER";
        if (verb == "CREATE" && appPassword is null)
        {
            throw new InvalidOperationException("Records:AppPassword is missing: the service's role needs a password.");
        }
        if (appPassword is not null)
        {
            await RepeatAsync(
                source,
                $"{verb} ROLE {app} LOGIN PASSWORD {Literal(appPassword)} NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS",
                cancel);
        }
    }

    private async Task GrantAsync(NpgsqlDataSource source, NpgsqlConnection connection, CancellationToken cancel)
    {
        var database = SqlName.Quote(connection.Database);
        await RepeatAsync(source, $"REVOKE ALL ON DATABASE {database} FROM PUBLIC; GRANT CONNECT ON DATABASE {database} TO {app}", cancel);
        // The maintenance databases let everyone in by default.
        foreach (var other in new[] { "postgres", "template1" })
        {
            await using var open = new NpgsqlCommand(
                """
                SELECT count(*) FROM pg_database d WHERE datname = $1 AND datname <> current_database() AND pg_has_role(current_user, datdba, 'USAGE')
                AND (datacl IS NULL OR EXISTS (SELECT FROM aclexplode(datacl) WHERE grantee = 0 AND privilege_type = 'CONNECT'))
                """,
                connection)
            { Parameters = { new() { Value = other } } };
            if ((long)(await open.ExecuteScalarAsync(cancel))! > 0) { await RepeatAsync(source, $"REVOKE CONNECT ON DATABASE {other} FROM PUBLIC", cancel); }
        }

        await ExecuteAsync(
            connection,
            $"""
            REVOKE CREATE ON SCHEMA public FROM PUBLIC;
            GRANT USAGE ON SCHEMA public TO {app};
            ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app};
            ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app};
            GRANT SELECT ON migration TO {app};
            """,
            cancel);
    }

    private static async Task<Dictionary<(string, string), string>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var applied = new Dictionary<(string, string), string>();
        await using var command = new NpgsqlCommand("SELECT component, name, checksum FROM migration", connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) { applied[(reader.GetString(0), reader.GetString(1))] = reader.GetString(2); }
        return applied;
    }

    // The database may still be starting: its resource is up before it answers.
    private static async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await source.OpenConnectionAsync(cancel);
            }
            catch (NpgsqlException failure) when (failure.IsTransient && attempt < 60)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), cancel);
            }
        }
    }

    // Each time on a connection of its own: Npgsql breaks one on which PostgreSQL reports that a row was changed under it (XX000).
    private static async Task RepeatAsync(NpgsqlDataSource source, string sql, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancel);
                await ExecuteAsync(connection, sql, cancel);
                return;
            }
            catch (PostgresException failure)
                when (attempt < 20
                    && failure.SqlState is PostgresErrorCodes.InternalError or PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.UniqueViolation)
            {
                sql = sql.Replace("CREATE ROLE", "ALTER ROLE", StringComparison.Ordinal);
                await Task.Delay(TimeSpan.FromMilliseconds(50 * attempt), cancel);
            }
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static string Literal(string text) =>
        text.Contains('\\', StringComparison.Ordinal) || text.Contains('\0', StringComparison.Ordinal)
            ? throw new InvalidOperationException("Records:AppPassword may not contain backslashes or NUL.")
            : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
