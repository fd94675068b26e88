using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.EventLog.Tests.Sample;
using Tyokyky.Records;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.EventLog.Tests.Log;

public sealed class NumberingTests
{
    [Fact]
    public async Task Committed_facts_get_gap_free_positions_that_keep_each_writers_order()
    {
        await using var database = await Node.DatabaseAsync("alpha");
        await using var node = await Node.StartAsync(database);

        // Half of the writers keep their transactions open for a while, so that seq and commit order differ.
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async writer =>
        {
            for (var number = 1; number <= 25; number++)
            {
                if (writer % 2 == 0) { await node.RecordAsync($"writer-{writer}", number); }
                else { await InsertSlowlyAsync(database, $"writer-{writer}", number, TimeSpan.FromMilliseconds(writer)); }
            }
        }));

        await AllNumberedAsync(database);
        await ExpectGapFreeAsync(database, 300);
        await ExpectWritersOrderAsync(database);
    }

    [Fact]
    public async Task While_another_replica_numbers_it_looks_again_only_when_that_has_had_time_to_end()
    {
        await using var database = await Node.DatabaseAsync("alpha");
        await using var other = await database.Owner.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("SELECT pg_advisory_xact_lock(7423, 1)", other)) { await hold.ExecuteNonQueryAsync(); }
        await using var node = await Node.StartAsync(database);
        var time = new HeldTime();
        using var signals = new LogSignals();
        var sequencer = new Sequencer(node.Get<LogStore>(), signals, node.Get<IOptions<EventLogOptions>>(), time, NullLogger<Sequencer>.Instance);

        var numbering = sequencer.NumberAsync(default);
        var pause = await time.Asked.WaitAsync(TimeSpan.FromSeconds(20));

        numbering.IsCompleted.ShouldBeFalse();
        pause.ShouldBeGreaterThan(TimeSpan.Zero);
        time.Go();
        await numbering;
    }

    [Fact]
    public async Task Two_sequencers_never_give_a_position_twice()
    {
        await using var database = await Node.DatabaseAsync("alpha");
        await using var one = await Node.StartAsync(database);
        await using var other = await Node.StartAsync(database);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var number = 1; number <= 40; number++)
            {
                await (writer % 2 == 0 ? one : other).RecordAsync($"writer-{writer}", number);
                if (number % 10 == 0) { await Task.WhenAll(one.Get<Sequencer>().NumberAsync(default), other.Get<Sequencer>().NumberAsync(default)); }
            }
        }));

        await AllNumberedAsync(database);
        await ExpectGapFreeAsync(database, 320);
        await ExpectWritersOrderAsync(database);
    }

    [Fact]
    public async Task Numbering_does_not_wait_for_open_transactions()
    {
        await using var database = await Node.DatabaseAsync("alpha");
        await using var node = await Node.StartAsync(database);
        await using var connection = await database.Owner.OpenConnectionAsync();
        await using var open = await connection.BeginTransactionAsync();
        await InsertAsync(connection, "late", 1);

        await node.RecordAsync("early", 1);
        await AllNumberedAsync(database);
        (await database.ScalarAsync<long>("SELECT position FROM event_log WHERE order_keys = '{early}'")).ShouldBe(1);

        await open.CommitAsync();
        await Eventually.Holds(async () => await database.ScalarAsync<long>("SELECT position FROM event_log_head") == 2, "the late fact is numbered by the poll");
        (await database.ScalarAsync<long>("SELECT position FROM event_log WHERE order_keys = '{late}'")).ShouldBe(2);
    }

    [Fact]
    public async Task A_backlog_is_numbered_by_index_even_as_it_was_planned_on_an_empty_log()
    {
        await using var database = await Node.DatabaseAsync("alpha");
        await using var connection = await database.Owner.OpenConnectionAsync();
        // A vacuum that looks at the table would have it planned anew.
        await ExecuteAsync(connection, "DO $$ DECLARE p regclass; BEGIN FOR p IN SELECT relid FROM pg_partition_tree('event_log') WHERE isleaf LOOP EXECUTE format('ALTER TABLE %s SET (autovacuum_enabled = off)', p); END LOOP; END $$");
        await InsertAsync(connection, "first", 1);
        await ExecuteAsync(connection, "ANALYZE event_log");
        for (var call = 0; call < 10; call++) { await ExecuteAsync(connection, "SELECT event_log_number(500)"); }

        await ExecuteAsync(
            connection,
            """
            INSERT INTO event_log (event_id, type, order_keys, occurred_at, recorded_at, traceparent, data)
            SELECT gen_random_uuid(), type, order_keys, occurred_at, recorded_at, traceparent, data FROM event_log, generate_series(1, 2000)
            """);
        var before = await RowsReadWholeAsync(connection);
        await ExecuteAsync(connection, "SELECT event_log_number(500)");

        (await RowsReadWholeAsync(connection) - before).ShouldBe(0);
        (await database.ScalarAsync<long>("SELECT position FROM event_log_head")).ShouldBe(501);
    }

    [Fact]
    public async Task The_services_own_role_cannot_touch_what_was_recorded()
    {
        await using var database = await Node.DatabaseAsync("alpha");
        await using var source = NpgsqlDataSource.Create(database.AppConnection);
        foreach (var statement in new[]
        {
            "UPDATE event_log SET type = 'other'",
            "UPDATE event_log SET position = 7",
            "DELETE FROM event_log",
            "TRUNCATE event_log",
            "UPDATE event_log_head SET position = 0",
            "INSERT INTO projection_table (projection, table_name) VALUES ('tally', 'access_log')",
        })
        {
            await using var command = source.CreateCommand(statement);
            (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, statement);
        }
    }

    [Fact]
    public async Task However_many_facts_a_commit_has_they_keep_their_order()
    {
        await using var database = await Node.DatabaseAsync("alpha");
        await using var node = await Node.StartAsync(database);
        var commit = node.Get<UnitOfWork>().SystemCommit(ServiceDefaults.Call.System("test", "alpha"));
        for (var number = 1; number <= 20; number++) { commit.Fact(Node.Granted("c", number), "c"); }
        await commit.SaveAsync();

        await AllNumberedAsync(database);
        await using var connection = await database.Owner.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("SELECT data FROM event_log ORDER BY position", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var numbers = new List<string>();
        while (await reader.ReadAsync()) { numbers.Add(PermissionGranted.Parser.ParseFrom(reader.GetFieldValue<byte[]>(0)).PermissionId); }
        numbers.ShouldBe(Enumerable.Range(1, 20).Select(number => $"{number}"));
    }

    [Fact]
    public async Task A_fact_without_a_key_is_refused()
    {
        await using var database = await Node.DatabaseAsync("alpha");
        await using var node = await Node.StartAsync(database);
        var commit = node.Get<UnitOfWork>().SystemCommit(ServiceDefaults.Call.System("test", "alpha"));

        Should.Throw<ArgumentException>(() => commit.Fact(Node.Granted("c", 1)));
        Should.Throw<ArgumentException>(() => commit.Fact(Node.Granted("c", 1), ""));
    }

    private static async Task InsertSlowlyAsync(TestDatabase database, string client, int number, TimeSpan open)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await InsertAsync(connection, client, number);
        await Task.Delay(open);
        await transaction.CommitAsync();
    }

    private static async Task InsertAsync(NpgsqlConnection connection, string client, int number)
    {
        await using var insert = new NpgsqlCommand(
            "INSERT INTO event_log (event_id, type, order_keys, occurred_at, recorded_at, traceparent, data) VALUES (gen_random_uuid(), $2, ARRAY[$1], now(), now(), '', convert_to($2, 'UTF8'))", connection)
        {
            Parameters = { new() { Value = client }, new() { Value = $"{number}" } },
        };
        await insert.ExecuteNonQueryAsync();
    }

    private static Task AllNumberedAsync(TestDatabase database) =>
        Eventually.Holds(async () => await database.ScalarAsync<long>("SELECT count(*) FROM event_log WHERE position IS NULL") == 0, "all facts are numbered");

    private static async Task<long> RowsReadWholeAsync(NpgsqlConnection connection)
    {
        await ExecuteAsync(connection, "SELECT pg_stat_force_next_flush()");
        await using var command = new NpgsqlCommand("SELECT sum(seq_tup_read)::bigint FROM pg_stat_user_tables WHERE relid IN (SELECT relid FROM pg_partition_tree('event_log'))", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task ExpectGapFreeAsync(TestDatabase database, long count)
    {
        (await database.ScalarAsync<long>("SELECT count(DISTINCT position) FROM event_log")).ShouldBe(count);
        (await database.ScalarAsync<long>("SELECT max(position) FROM event_log")).ShouldBe(count);
        (await database.ScalarAsync<long>("SELECT position FROM event_log_head")).ShouldBe(count);
    }

    private static async Task ExpectWritersOrderAsync(TestDatabase database) =>
        (await database.ScalarAsync<long>("SELECT count(*) FROM event_log a JOIN event_log b ON a.order_keys = b.order_keys AND a.seq < b.seq AND a.position > b.position")).ShouldBe(0);

    /// <summary>A time that stands still until it is let go, and tells what it was asked for.</summary>
    private sealed class HeldTime : TimeProvider
    {
        private readonly TaskCompletionSource<TimeSpan> asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Action go = () => { };

        public Task<TimeSpan> Asked => asked.Task;

        public void Go() => go();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            go = () => callback(state);
            asked.TrySetResult(dueTime);
            return System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
