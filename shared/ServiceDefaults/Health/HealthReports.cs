using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Tyokyky.ServiceDefaults;

/// <summary>
/// The one source of health. Ready is what is tagged "ready"; everything else can only degrade. Asked often, it looks at most once a second.
/// </summary>
internal sealed class HealthReports(HealthCheckService checks, IHostApplicationLifetime lifetime, TimeProvider time) : IDisposable
{
    public const string Ready = "ready";
    public const string Live = "live";

    private static readonly TimeSpan freshness = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim gate = new(1);
    private (long At, HealthReport Report)? last;

    public async Task<HealthReport> NowAsync(CancellationToken cancel)
    {
        if (Fresh() is { } known)
        {
            return known;
        }

        await gate.WaitAsync(cancel);
        try
        {
            if (Fresh() is { } justNow)
            {
                return justNow;
            }

            using var ends = new CancellationTokenSource(limit, time);
            var report = await checks.CheckHealthAsync(registration => !registration.Tags.Contains(Live), ends.Token);
            last = (time.GetTimestamp(), report);
            return report;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>What the whole process is: unhealthy only by what it cannot work without.</summary>
    public HealthStatus StatusOf(HealthReport report)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return HealthStatus.Unhealthy;
        }

        var worst = HealthStatus.Healthy;
        foreach (var entry in report.Entries.Values)
        {
            var status = StatusOf(entry);
            worst = status < worst ? status : worst;
        }

        return worst;
    }

    public static HealthStatus StatusOf(HealthReportEntry entry) =>
        entry.Status == HealthStatus.Unhealthy && !entry.Tags.Contains(Ready) ? HealthStatus.Degraded : entry.Status;

    public void Dispose() => gate.Dispose();

    private HealthReport? Fresh() => last is { } known && time.GetElapsedTime(known.At) < freshness ? known.Report : null;
}
