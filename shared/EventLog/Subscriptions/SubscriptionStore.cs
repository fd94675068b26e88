using Npgsql;
using Tyokyky.Records;

namespace Tyokyky.EventLog;

/// <summary>How far a source's facts were taken, as stored.</summary>
internal sealed record StoredSubscription(Cursor Cursor, HaltState State, string Detail, DateTimeOffset? AppliedAt);

/// <summary>Why a subscription stands still until an operator decides.</summary>
internal enum HaltState
{
    Running,
    Diverged,
    Expired,
}

/// <summary>The statements on cursors.</summary>
internal sealed class SubscriptionStore(EventLogDatabase own)
{
    /// <summary>The stored state, begun if there is none.</summary>
    public async Task<StoredSubscription> LoadAsync(string source, CancellationToken cancel) =>
        (await own.Database.OneAsync(
            new Query<StoredSubscription>(
                $"""
                WITH begun AS (
                  INSERT INTO subscription (source) VALUES ({source}) ON CONFLICT DO NOTHING RETURNING position, event_id, state, detail, applied_at)
                SELECT * FROM begun UNION ALL SELECT position, event_id, state, detail, applied_at FROM subscription WHERE source = {source}
                """,
                Read),
            cancel))!;

    /// <summary>The stored state, locked until the transaction ends: nothing of that source takes effect meanwhile.</summary>
    public static async Task<StoredSubscription> LockAsync(Reads transaction, string source, CancellationToken cancel) =>
        await transaction.OneAsync(
            new Query<StoredSubscription>($"SELECT position, event_id, state, detail, applied_at FROM subscription WHERE source = {source} FOR UPDATE", Read),
            cancel)
        ?? throw new InvalidOperationException($"The subscription to {source} has not begun.");

    /// <summary>Stands still, unless another replica went on from there.</summary>
    public Task HaltAsync(string source, Cursor at, HaltState state, string detail, DateTimeOffset now, CancellationToken cancel) =>
        own.Database.ExecuteAsync(
            $"""
            UPDATE subscription SET state = {Name(state)}, detail = {detail}, halted_at = {now}
            WHERE source = {source} AND position = {at.Position} AND event_id IS NOT DISTINCT FROM {at.StoredId} AND state = 'running'
            """,
            cancel);

    /// <summary>The keys that hold back facts, and how many there are.</summary>
    public static Query<string> ParkedKeys(string source) =>
        new($"SELECT DISTINCT unnest(order_keys) FROM parked_fact WHERE source = {source} AND state <> 'skipped'", row => row.GetString(0));

    public static string Name(HaltState state) => state switch
    {
        HaltState.Diverged => "diverged",
        HaltState.Expired => "expired",
        _ => "running",
    };

    private static StoredSubscription Read(NpgsqlDataReader row) => new(
        Cursor.Of(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetGuid(1)),
        row.GetString(2) switch { "diverged" => HaltState.Diverged, "expired" => HaltState.Expired, _ => HaltState.Running },
        row.GetString(3),
        row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4));
}
