using Microsoft.Extensions.Logging;
using Tyokyky.Records;

namespace Tyokyky.EventLog;

/// <summary>
/// Rebuilds a projection beside the live one, which serves and follows meanwhile. The copy never passes the live cursor, so that what became
/// of each fact here (taken, parked, skipped) is decided before it is replayed; the last stretch is replayed while the live cursors stand still.
/// </summary>
internal sealed class ProjectionRebuild(
    EventLogDatabase own, Subscriptions subscriptions, SubscriptionStore store, ReplaySource replay,
    FactApplier applier, ProjectionRuns runs, ILogger<ProjectionRebuild> logger)
{
    private const int Step = 500;
    private const int LastStretch = 200;

    /// <summary>Runs until the copy is in place, or (<paramref name="keep"/> false) compared and thrown away.</summary>
    public async Task RunAsync(IProjection projection, Guid runId, bool keep, CancellationToken cancel)
    {
        try
        {
            var run = new Run(projection, runId, [.. subscriptions.Of(projection).OrderBy(subscription => subscription.Source, StringComparer.Ordinal)]);
            await own.Database.OneAsync(new Query<string>($"SELECT projection_shadow({projection.Name})", row => row.GetString(0)), cancel);
            await FollowAsync(run, cancel);
            await FinishAsync(run, keep, cancel);
            EventLogMessages.ProjectionRebuilt(logger, projection.Name, run.Replayed);
        }
        catch (Exception failure)
        {
            EventLogMessages.ProjectionFailed(logger, projection.Name, failure.GetType().Name, failure.StackTrace);
            await runs.FailedAsync(projection.Name, runId, Transient.Describe(failure, projection.Name), CancellationToken.None);
            throw;
        }
    }

    // Replays in steps, until every source is near its live cursor.
    private async Task FollowAsync(Run run, CancellationToken cancel)
    {
        foreach (var subscription in run.Sources)
        {
            while (true)
            {
                var live = (await store.LoadAsync(subscription.Source, cancel)).Cursor;
                var at = run.Cursors[subscription.Source];
                if (live.Position - at.Position <= LastStretch) { break; }
                var facts = await replay.ListAsync(subscription, at, live, Step, cancel);
                await using var transaction = await own.Database.BeginAsync(cancel);
                await runs.BeatAsync(transaction, run.Projection.Name, run.Id, facts.Count, cancel);
                await ReplayAsync(run, subscription, facts, transaction, cancel);
                await transaction.CommitAsync(cancel);
            }
        }
    }

    private async Task FinishAsync(Run run, bool keep, CancellationToken cancel)
    {
        await using var transaction = await own.Database.BeginAsync(cancel);
        // Nobody else may take over from here on, even with nothing left to replay.
        await runs.BeatAsync(transaction, run.Projection.Name, run.Id, 0, cancel);
        foreach (var subscription in run.Sources)
        {
            var live = (await SubscriptionStore.LockAsync(transaction, subscription.Source, cancel)).Cursor;
            await UnparkAsync(run, subscription, transaction, cancel);
            while (run.Cursors[subscription.Source].Position < live.Position)
            {
                var facts = await replay.ListAsync(subscription, run.Cursors[subscription.Source], live, Step, cancel);
                if (facts.Count == 0) { throw new InvalidOperationException($"The facts of {subscription.Source} end before the live cursor."); }
                await runs.BeatAsync(transaction, run.Projection.Name, run.Id, facts.Count, cancel);
                await ReplayAsync(run, subscription, facts, transaction, cancel);
            }
        }

        await transaction.ExecuteAsync($"SET LOCAL search_path TO public", cancel);
        var result = keep ? null : await CompareAsync(run.Projection, transaction, cancel);
        await transaction.OneAsync(new Query<bool>($"SELECT true FROM projection_swap({run.Projection.Name}, {keep})", _ => true), cancel);
        await runs.DoneAsync(transaction, run.Projection.Name, run.Id, keep, result, cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task ReplayAsync(Run run, Subscription subscription, IReadOnlyList<AnyFact> facts, RecordTransaction transaction, CancellationToken cancel)
    {
        // First what took effect since: whatever follows it under the same key was taken after it.
        await UnparkAsync(run, subscription, transaction, cancel);
        var parked = await ParkedAsync(subscription.Source, run.Cursors[subscription.Source], facts[^1].Position, transaction, cancel);
        await MeetCopiesAsync(run, transaction, cancel);
        var tx = applier.Within(transaction, cancel);
        foreach (var fact in facts)
        {
            if (parked.Contains(fact.Position)) { run.Parked.Add((subscription.Source, fact.Position), fact); }
            else { await ApplyAsync(run, fact, tx, cancel); }
        }

        run.Cursors[subscription.Source] = facts[^1].Cursor;
        await transaction.ExecuteAsync($"SET LOCAL search_path TO public", cancel);
    }

    // What was parked when the copy came by, and took effect since.
    private async Task UnparkAsync(Run run, Subscription subscription, RecordTransaction transaction, CancellationToken cancel)
    {
        var left = run.Parked.Where(entry => entry.Key.Source == subscription.Source).Select(entry => entry.Value).OrderBy(fact => fact.Position).ToList();
        if (left.Count == 0) { return; }
        var still = await ParkedAsync(subscription.Source, Cursor.Start, left[^1].Position, transaction, cancel);
        await MeetCopiesAsync(run, transaction, cancel);
        var tx = applier.Within(transaction, cancel);
        foreach (var fact in left.Where(fact => !still.Contains(fact.Position)))
        {
            await ApplyAsync(run, fact, tx, cancel);
            run.Parked.Remove((subscription.Source, fact.Position));
        }

        await transaction.ExecuteAsync($"SET LOCAL search_path TO public", cancel);
    }

    private static async Task ApplyAsync(Run run, AnyFact fact, FactTransaction tx, CancellationToken cancel)
    {
        if (run.Projection.Types is { } types && !types.Contains(fact.Type)) { return; }
        tx.Doing = run.Projection.Name;
        await run.Projection.ApplyAsync(fact, tx, cancel);
        run.Replayed++;
    }

    // Unqualified names in the projection's statements find the copies before the live tables.
    private static Task<int> MeetCopiesAsync(Run run, RecordTransaction transaction, CancellationToken cancel) =>
        transaction.ExecuteAsync($"SET LOCAL search_path TO {Sql.Name("shadow_" + run.Projection.Name)}, public", cancel);

    private static async Task<HashSet<long>> ParkedAsync(string source, Cursor after, long through, RecordTransaction transaction, CancellationToken cancel) =>
        [.. await transaction.ListAsync(
            new Query<long>(
                $"SELECT position FROM parked_fact WHERE source = {source} AND position > {after.Position} AND position <= {through}", row => row.GetInt64(0)),
            cancel)];

    private static async Task<Comparison> CompareAsync(IProjection projection, RecordTransaction transaction, CancellationToken cancel)
    {
        var tables = await transaction.ListAsync(
            new Query<string>($"SELECT table_name FROM projection_table WHERE projection = {projection.Name} ORDER BY table_name", row => row.GetString(0)),
            cancel);
        long live = 0, rebuilt = 0;
        var differences = new List<TableDifference>();
        foreach (var table in tables)
        {
            var (here, copy) = (Sql.Name("public." + table), Sql.Name($"shadow_{projection.Name}.{table}"));
            var found = (await transaction.OneAsync(
                new Query<long[]>(
                    $"""
                    SELECT (SELECT count(*) FROM {here}), (SELECT count(*) FROM {copy}),
                           (SELECT count(*) FROM (SELECT h::text FROM {here} h EXCEPT ALL SELECT c::text FROM {copy} c) d),
                           (SELECT count(*) FROM (SELECT c::text FROM {copy} c EXCEPT ALL SELECT h::text FROM {here} h) d)
                    """,
                    row => [row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)]),
                cancel))!;
            live += found[0];
            rebuilt += found[1];
            if (found[2] + found[3] > 0) { differences.Add(new TableDifference(table, found[2], found[3])); }
        }

        return new Comparison(live, rebuilt, differences);
    }

    private sealed class Run(IProjection projection, Guid id, IReadOnlyList<Subscription> sources)
    {
        public IProjection Projection => projection;

        public Guid Id => id;

        public IReadOnlyList<Subscription> Sources => sources;

        public Dictionary<string, Cursor> Cursors { get; } = sources.ToDictionary(subscription => subscription.Source, _ => Cursor.Start);

        public Dictionary<(string Source, long Position), AnyFact> Parked { get; } = [];

        public long Replayed { get; set; }
    }
}
