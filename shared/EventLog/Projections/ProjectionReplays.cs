using Microsoft.Extensions.Hosting;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>Rebuilds by itself what a migration has marked: projections that are newer than the facts taken, or whose tables have changed.</summary>
internal sealed class ProjectionReplays(Projections projections, EventLogDatabase own, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan again = TimeSpan.FromSeconds(2);

    // Null until the database has been asked.
    private volatile HashSet<string>? awaited;

    /// <summary>True while one of them does not yet know all that it should.</summary>
    public bool Awaits(IReadOnlyList<IProjection> asked) =>
        asked.Count > 0 && (awaited is not { } names || asked.Any(projection => names.Contains(projection.Name)));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (projections.All.Count > 0)
        {
            try
            {
                var marked = await own.Database.ListAsync(
                    new Query<string>($"SELECT DISTINCT projection FROM projection_table WHERE replay", row => row.GetString(0)), stoppingToken);
                awaited = marked.ToHashSet();
                // Migrations run before the service starts, so nothing is marked later.
                if (marked.Count == 0) { return; }
                foreach (var projection in projections.All.Where(projection => awaited.Contains(projection.Name)))
                {
                    await BeginAsync(projection, stoppingToken);
                }
            }
            catch (Exception failure) when (Transient.Is(failure))
            {
                // Asked again.
            }

            await Task.Delay(again, time, stoppingToken);
        }
    }

    private async Task BeginAsync(IProjection projection, CancellationToken cancel)
    {
        try
        {
            await projections.RebuildAsync(projection, cancel);
        }
        catch (DomainException busy) when (busy.Reason == "PROJECTION_BUSY")
        {
            // This or another replica is at it.
        }
    }
}
