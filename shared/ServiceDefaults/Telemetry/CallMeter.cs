using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;

namespace Tyokyky.ServiceDefaults;

/// <summary>How long calls take and how they end.</summary>
internal sealed class CallMeter : IDisposable
{
    public const string Name = "Tyokyky.ServiceDefaults";

    private readonly Meter meter;
    private readonly Histogram<double> duration;

    public CallMeter(IMeterFactory factory)
    {
        meter = factory.Create(Name);
        duration = meter.CreateHistogram<double>("rpc.server.duration", "ms", "Time from a call's arrival to its last byte");
    }

    public void Record(Call call, RpcEntry? rpc, long started)
    {
        if (!duration.Enabled || rpc is { IsTraced: false })
        {
            return;
        }

        duration.Record(
            Stopwatch.GetElapsedTime(started).TotalMilliseconds,
            new KeyValuePair<string, object?>("rpc.method", rpc?.Path ?? "unknown"),
            new KeyValuePair<string, object?>("rpc.grpc.status_code", NameOf(call.Outcome)));
    }

    public void Dispose() => meter.Dispose();

    private static string NameOf(StatusCode code) => code switch
    {
        StatusCode.OK => "OK",
        _ => code.ToString(),
    };
}
