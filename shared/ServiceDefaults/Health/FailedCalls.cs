using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Tyokyky.ServiceDefaults;

/// <summary>Degraded for a while after a call failed as nobody foresaw: its caller was told INTERNAL, and whoever watches the service is told too.</summary>
internal sealed class FailedCalls(TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan remembered = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Queue<long> failed = new();
    private string last = "";

    /// <summary>A call failed unexpectedly; what it was is in the log.</summary>
    public void Note(Call call)
    {
        lock (gate)
        {
            Forget();
            failed.Enqueue(time.GetTimestamp());
            last = $"{call.Rpc}, trace {call.TraceId}";
        }
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            Forget();
            return Task.FromResult(failed.Count == 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Calls: {failed.Count} failed unexpectedly within {remembered.TotalMinutes} minutes, the last {last}. See the log: CallFailedUnexpectedly.")));
        }
    }

    // However many: the count goes no further than what one looks at.
    private void Forget()
    {
        while (failed.TryPeek(out var at) && (failed.Count > 999 || time.GetElapsedTime(at) > remembered)) { failed.Dequeue(); }
    }
}
