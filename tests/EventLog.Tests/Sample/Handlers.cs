using Tyokyky.Contracts.Events.V1;
using Tyokyky.Records;

namespace Tyokyky.EventLog.Tests.Sample;

/// <summary>What a test wants to go wrong.</summary>
internal sealed class Wishes
{
    /// <summary>Called before each effect.</summary>
    public Action<AnyFact> Before { get; set; } = _ => { };
}

/// <summary>A reaction whose every run leaves a row, in the order of its commits.</summary>
internal sealed class LeaveEffect(Wishes wishes) : IReactions
{
    public FactReactions From(string source) => FactReactions.To<PermissionGranted>("LeaveEffect", ReactAsync);

    private async Task ReactAsync(Fact<PermissionGranted> fact, FactTransaction tx, CancellationToken cancel)
    {
        wishes.Before(fact.Recorded);
        var commit = tx.Commit().Add($"""
            INSERT INTO effect (source, position, event_id, key, number, trace)
            VALUES ({fact.Recorded.Source}, {fact.Recorded.Position}, {fact.EventId}, {fact.Message.ClientId}, {fact.Message.PermissionId}, {System.Diagnostics.Activity.Current?.TraceId.ToHexString() ?? ""})
            """);
        if (fact.Message.Scope == "relay") { commit.Fact(new PermissionWithdrawn { ClientId = fact.Message.ClientId, PermissionId = fact.Message.PermissionId }, fact.Message.ClientId); }
        if (fact.Message.Scope == "sql-error") { commit.Add($"INSERT INTO tally (key, count, last) VALUES (NULL, 0, '')"); }
        await commit.SaveAsync();
    }
}

/// <summary>Counts each client's facts.</summary>
internal sealed class Tally : IProjection
{
    public string Name => "tally";

    public IReadOnlySet<string>? Types { get; } = new HashSet<string> { "tyokyky.events.v1.PermissionGranted" };

    public Task ApplyAsync(AnyFact fact, FactTransaction tx, CancellationToken cancel)
    {
        var granted = (PermissionGranted)fact.Message!;
        return tx.ExecuteAsync(
            $"""
            INSERT INTO tally (key, count, last) VALUES ({granted.ClientId}, 1, {granted.PermissionId})
            ON CONFLICT (key) DO UPDATE SET count = tally.count + 1, last = excluded.last
            """,
            cancel);
    }
}

/// <summary>What the subscriber's database holds.</summary>
internal sealed record Effect(long Position, string Key, string Number, string Trace);

internal static class SampleRows
{
    public static async Task<IReadOnlyList<Effect>> EffectsAsync(this TestKit.TestDatabase database) =>
        await new Database(database.Owner).ListAsync(
            new Query<Effect>($"SELECT position, key, number, trace FROM effect ORDER BY seq", row => new Effect(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3))), default);
}
