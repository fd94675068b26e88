using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>What operators did, and why.</summary>
public sealed class OperatorActions(Database database, TimeProvider time)
{
    /// <summary>Keeps an action with what it came to.</summary>
    public Task RecordAsync(Call call, string action, string target, string reason, string outcome) =>
        database.ExecuteAsync(Row(call, time.GetUtcNow(), action, target, reason, outcome), call.Cancel);

    /// <summary>The statement that keeps an action, for those that commit it together with its effect.</summary>
    public static Sql Row(Call call, DateTimeOffset recordedAt, string action, string target, string reason, string outcome) =>
        $"""
        INSERT INTO operator_action (recorded_at, subject, organisation, action, target, reason, outcome, trace_id)
        VALUES ({recordedAt}, {call.Caller.Subject}, {call.Caller.Organisation}, {action}, {target}, {reason}, {outcome}, {call.TraceId})
        """;

    /// <summary>The latest first, before a row seen before.</summary>
    public Task<IReadOnlyList<OperatorActionRow>> ListAsync(long? before, int limit, CancellationToken cancel) =>
        database.ListAsync(
            new Query<OperatorActionRow>(
                $"""
                SELECT seq, recorded_at, subject, action, target, reason, outcome, trace_id FROM operator_action
                WHERE {before} IS NULL OR seq < {before} ORDER BY seq DESC LIMIT {limit}
                """,
                row => new OperatorActionRow(
                    row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), row.GetString(3),
                    row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7))),
            cancel);
}

/// <summary>One thing that an operator did.</summary>
public sealed record OperatorActionRow(
    long Seq, DateTimeOffset RecordedAt, string Subject, string Action, string Target, string Reason, string Outcome, string TraceId);
