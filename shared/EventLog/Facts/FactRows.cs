using Npgsql;

namespace Tyokyky.EventLog;

/// <summary>How facts are read from tables that keep them.</summary>
internal static class FactRows
{
    /// <summary>Reads (position, event_id, type, order_keys, occurred_at, recorded_at, traceparent, data) from the given column on.</summary>
    public static AnyFact Read(NpgsqlDataReader row, string source, int first = 0) => new()
    {
        Source = source,
        Position = row.GetInt64(first),
        EventId = row.GetGuid(first + 1),
        Type = row.GetString(first + 2),
        OrderKeys = row.GetFieldValue<string[]>(first + 3),
        OccurredAt = row.GetFieldValue<DateTimeOffset>(first + 4),
        RecordedAt = row.GetFieldValue<DateTimeOffset>(first + 5),
        Traceparent = row.GetString(first + 6),
        Data = row.GetFieldValue<byte[]>(first + 7),
    };
}
