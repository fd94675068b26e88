using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;

namespace Tyokyky.ServiceDefaults;

/// <summary>
/// How often one subject may call: <c>Limits:CallsPerSecond</c>, with bursts of ten seconds' worth; absent or 0 means as often as it likes.
/// ASP.NET's limiter would answer 429, which gRPC clients take for UNAVAILABLE and retry.
/// </summary>
internal sealed class CallRates(IConfiguration configuration, TimeProvider time)
{
    private const int Burst = 10;
    private readonly double perSecond = configuration.GetValue("Limits:CallsPerSecond", 0.0);
    private readonly ConcurrentDictionary<string, Bucket> buckets = new(StringComparer.Ordinal);

    /// <summary>How long the caller must wait, or null when it may call.</summary>
    public TimeSpan? WaitOf(Caller caller)
    {
        if (perSecond <= 0)
        {
            return null;
        }

        var bucket = buckets.GetOrAdd(caller.Subject, static (_, full) => new Bucket(full), perSecond * Burst);
        return bucket.Take(time.GetTimestamp(), time, perSecond, perSecond * Burst);
    }

    private sealed class Bucket(double tokens)
    {
        private readonly Lock gate = new();
        private double left = tokens;
        private long filledAt;

        public TimeSpan? Take(long now, TimeProvider time, double perSecond, double capacity)
        {
            lock (gate)
            {
                if (filledAt != 0)
                {
                    left = Math.Min(capacity, left + (time.GetElapsedTime(filledAt, now).TotalSeconds * perSecond));
                }

                filledAt = now;
                if (left < 1)
                {
                    return TimeSpan.FromSeconds((1 - left) / perSecond);
                }

                left--;
                return null;
            }
        }
    }
}
