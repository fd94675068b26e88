using System.Threading.RateLimiting;
using Microsoft.Extensions.Configuration;

namespace Tyokyky.ServiceDefaults;

/// <summary>
/// How often one subject may call: <c>Limits:CallsPerSecond</c>, with bursts of ten seconds' worth; absent or 0 means as often as it likes.
/// ASP.NET's middleware would answer 429, which gRPC clients take for UNAVAILABLE and retry. Who has been quiet is forgotten.
/// </summary>
internal sealed class CallRates(IConfiguration configuration) : IDisposable
{
    private const int Burst = 10;
    private readonly PartitionedRateLimiter<Caller>? limiter = Limiter(configuration.GetValue("Limits:CallsPerSecond", 0.0));

    /// <summary>How long the caller must wait, or null when it may call.</summary>
    public TimeSpan? WaitOf(Caller caller)
    {
        using var lease = limiter?.AttemptAcquire(caller);
        return lease is null or { IsAcquired: true } ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
    }

    public void Dispose() => limiter?.Dispose();

    private static PartitionedRateLimiter<Caller>? Limiter(double perSecond)
    {
        if (perSecond <= 0)
        {
            return null;
        }

        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = Math.Max(1, (int)(perSecond * Burst)),
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1 / perSecond),
            QueueLimit = 0,
            // The partitioned limiter fills all buckets with one timer.
            AutoReplenishment = false,
        };
        Func<string, RateLimiter> fresh = _ => new TokenBucketRateLimiter(bucket);
        return PartitionedRateLimiter.Create<Caller, string>(caller => RateLimitPartition.Get(caller.Subject, fresh), StringComparer.Ordinal);
    }
}
