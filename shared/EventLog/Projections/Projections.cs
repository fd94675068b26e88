using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>The projections of this service: what they are, and their rebuilds, which outlive the call that asked for them.</summary>
internal sealed class Projections(
    Subscriptions subscriptions, ProjectionRuns runs, ProjectionRebuild rebuild,
    EventLogDatabase own, IHostApplicationLifetime lifetime, TimeProvider time) : IHostedService
{
    private static readonly TimeSpan look = TimeSpan.FromMilliseconds(100);
    private readonly ConcurrentDictionary<Guid, Task> running = [];

    public IReadOnlyList<IProjection> All => subscriptions.Projections;

    public IProjection Find(string name) =>
        All.FirstOrDefault(projection => projection.Name == name)
        ?? throw new DomainException(ErrorKind.NotFound, "UNKNOWN_PROJECTION",
            All.Count == 0
                ? "This service has no projections."
                : $"There is no projection {name}; there are: {string.Join(", ", All.Select(projection => projection.Name))}.",
            ("projection", name));

    /// <summary>Starts a rebuild in the background.</summary>
    public Task<Guid> RebuildAsync(IProjection projection, CancellationToken cancel) => StartAsync(projection, keep: true, cancel);

    /// <summary>Starts a verification in the background.</summary>
    public Task<Guid> VerifyAsync(IProjection projection, CancellationToken cancel) => StartAsync(projection, keep: false, cancel);

    /// <summary>Waits for a run until a time; answers how it stands.</summary>
    public async Task<ProjectionRun> WaitAsync(string projection, Guid runId, DateTimeOffset until, CancellationToken cancel)
    {
        while (true)
        {
            var run = await runs.FindAsync(projection, cancel) ?? throw new InvalidOperationException("The run is gone.");
            if (run.RunId != runId || run.State != "running" || time.GetUtcNow() >= until) { return run; }
            await Task.Delay(look, time, cancel);
        }
    }

    public Task<ProjectionRun?> FindRunAsync(string projection, CancellationToken cancel) => runs.FindAsync(projection, cancel);

    public Task<IReadOnlyList<ProjectionRun>> RunsAsync(CancellationToken cancel) => runs.ListAsync(cancel);

    /// <summary>A projection without a registered table could be neither rebuilt nor verified.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (All.Count == 0) { return; }
        IReadOnlyList<string> registered;
        try
        {
            registered = await own.Database.ListAsync(
                new Query<string>($"SELECT DISTINCT projection FROM projection_table", row => row.GetString(0)), cancellationToken);
        }
        catch (Exception failure) when (Transient.Is(failure))
        {
            // A service starts without its database and waits for it; a migration that is missing shows at another start.
            return;
        }

        if (All.FirstOrDefault(projection => !registered.Contains(projection.Name)) is { } missing)
        {
            throw new InvalidOperationException(
                $"No migration lists the tables of the projection {missing.Name}: INSERT INTO projection_table (projection, table_name) VALUES ('{missing.Name}', '…').");
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(running.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task<Guid> StartAsync(IProjection projection, bool keep, CancellationToken cancel)
    {
        var runId = Guid.CreateVersion7(time.GetUtcNow());
        await runs.BeginAsync(projection.Name, keep ? "rebuild" : "verify", runId, cancel);
        running[runId] = Task.Run(() => rebuild.RunAsync(projection, runId, keep, lifetime.ApplicationStopping), CancellationToken.None)
            .ContinueWith(run => { _ = run.Exception; running.TryRemove(runId, out _); }, TaskScheduler.Default);
        return runId;
    }
}
