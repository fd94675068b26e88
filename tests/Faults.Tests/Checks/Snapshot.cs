using Npgsql;
using Tyokyky.FaultTests.Rig;

namespace Tyokyky.FaultTests.Checks;

/// <summary>A fact as its source's log has it, or as a follower kept it.</summary>
internal sealed record Recorded(string Source, long Position, Guid EventId, string Type, string Keys, string Data);

/// <summary>How a source's log ends, and how far the broker has confirmed it.</summary>
internal sealed record LogEnd(string Source, long Head, Guid HeadId, long Published, Guid PublishedId);

/// <summary>How far a follower has come, and the ids of all that it has taken, in the order of its transactions.</summary>
internal sealed record Followed(string Service, string Source, long Position, Guid EventId, string State, IReadOnlyList<Guid> Taken);

/// <summary>A change of an object's state, in the order of the commits that made it.</summary>
internal sealed record Step(string Service, string ObjectType, string ObjectId, string To);

/// <summary>A change of a client's data in the access log.</summary>
internal sealed record Change(string Service, string Rpc, string ClientId, string ObjectType, string ObjectId);

/// <summary>A row that a write or a fact brought about.</summary>
internal sealed record Row(string Service, string Table, string Id);

/// <summary>All that the databases say when everything has come to rest.</summary>
internal sealed record Snapshot(
    IReadOnlyList<Recorded> Log, IReadOnlyList<LogEnd> Ends, IReadOnlyList<Followed> Followed, IReadOnlyList<Recorded> Kept, IReadOnlyList<Step> Steps,
    IReadOnlyList<Change> Changes, IReadOnlyList<Row> Rows, IReadOnlyDictionary<string, long> RequestRecords, IReadOnlyList<string> Parked)
{
    public static readonly string[] Sources = ["referrals", "team", "coaching", "employers"];

    public static async Task<Snapshot> TakeAsync(Suite suite)
    {
        List<Recorded> log = [], kept = [];
        List<LogEnd> ends = [];
        List<Followed> followed = [];
        List<Step> steps = [];
        List<Change> changes = [];
        List<Row> rows = [];
        List<string> parked = [];
        var requests = new Dictionary<string, long>();

        foreach (var source in Sources)
        {
            log.AddRange(await ListAsync(suite, source, "SELECT coalesce(position, 0), event_id, type, order_keys::text, encode(data, 'hex') FROM event_log ORDER BY position",
                row => new Recorded(source, row.GetInt64(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4))));
            ends.AddRange(await ListAsync(suite, source, "SELECT h.position, h.event_id, m.position, m.event_id FROM event_log_head h, event_log_mark m",
                row => new LogEnd(source, row.GetInt64(0), Id(row, 1), row.GetInt64(2), Id(row, 3))));
            steps.AddRange(await ListAsync(suite, source, "SELECT object_type, object_id::text, to_state FROM transition ORDER BY seq",
                row => new Step(source, row.GetString(0), row.GetString(1), row.GetString(2))));
            changes.AddRange(await ListAsync(suite, source, "SELECT rpc, client_id::text, object_type, object_id FROM access_log WHERE kind = 'change' AND client_id IS NOT NULL",
                row => new Change(source, row.GetString(0)[(row.GetString(0).LastIndexOf('/') + 1)..], row.GetString(1), row.GetString(2), row.GetString(3))));
            requests[source] = (await ListAsync(suite, source, "SELECT count(*) FROM request_record", row => row.GetInt64(0)))[0];
        }

        foreach (var (service, table, id) in new[] { ("referrals", "client_record", "client_id"), ("referrals", "referral", "id"), ("referrals", "task", "id"), ("referrals", "permission", "id"), ("team", "team_case", "task_id"), ("coaching", "coaching", "measure_id"), ("employers", "employer", "id") })
        {
            rows.AddRange(await ListAsync(suite, service, $"SELECT {id}::text FROM {table}", row => new Row(service, table, row.GetString(0))));
        }

        foreach (var (service, source) in Follows)
        {
            var taken = await ListAsync(suite, service, $"SELECT event_ids FROM subscription_taken WHERE source = '{source}' ORDER BY first_position", row => row.GetFieldValue<Guid[]>(0));
            followed.AddRange(await ListAsync(suite, service, $"SELECT position, event_id, state FROM subscription WHERE source = '{source}'",
                row => new Followed(service, source, row.GetInt64(0), Id(row, 1), row.GetString(2), [.. taken.SelectMany(ids => ids)])));
        }

        foreach (var service in Suite.Services)
        {
            parked.AddRange(await ListAsync(suite, service, "SELECT source, position, error FROM parked_fact", row => $"{service}: {row.GetString(0)} {row.GetInt64(1)} {row.GetString(2)}"));
        }

        kept.AddRange(await ListAsync(suite, "metrics", "SELECT source, position, event_id, type, order_keys::text, encode(data, 'hex') FROM kept_fact ORDER BY source, position",
            row => new Recorded(row.GetString(0), row.GetInt64(1), row.GetGuid(2), row.GetString(3), row.GetString(4), row.GetString(5))));
        return new Snapshot(log, ends, followed, kept, steps, changes, rows, requests, parked);
    }

    /// <summary>Who follows whom.</summary>
    public static IReadOnlyList<(string Service, string Source)> Follows { get; } =
    [
        ("referrals", "team"), ("referrals", "coaching"), ("team", "referrals"), ("team", "coaching"), ("coaching", "referrals"), ("coaching", "team"), ("coaching", "employers"),
        .. Sources.Select(source => ("metrics", source)),
    ];

    /// <summary>Whether everything recorded is published, and taken by all who follow.</summary>
    public static async Task<bool> IsAtRestAsync(Suite suite)
    {
        var heads = new Dictionary<string, long>();
        foreach (var source in Sources)
        {
            var (head, published, unnumbered) = (await ListAsync(suite, source, "SELECT h.position, m.position, (SELECT count(*) FROM event_log WHERE position IS NULL) FROM event_log_head h, event_log_mark m",
                row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))))[0];
            if (unnumbered > 0 || head > published)
            {
                return false;
            }

            heads[source] = head;
        }

        foreach (var (service, source) in Follows)
        {
            if (!(await ListAsync(suite, service, $"SELECT position FROM subscription WHERE source = '{source}'", row => row.GetInt64(0))).Contains(heads[source]))
            {
                return false;
            }
        }

        return true;
    }

    private static Guid Id(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? Guid.Empty : row.GetGuid(column);

    private static async Task<List<T>> ListAsync<T>(Suite suite, string database, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var connection = new NpgsqlConnection(suite.Owner(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var list = new List<T>();
        while (await reader.ReadAsync())
        {
            list.Add(read(reader));
        }

        return list;
    }
}
