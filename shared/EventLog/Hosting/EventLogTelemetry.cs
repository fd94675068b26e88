using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenTelemetry;

namespace Tyokyky.EventLog;

/// <summary>The names under which the event log is traced and measured.</summary>
internal static class EventLogTelemetry
{
    public const string Name = "Tyokyky.EventLog";

    public static readonly ActivitySource Activities = new(Name);

    public static readonly Meter Meter = new(Name);

    /// <summary>Polls leave no spans.</summary>
    public static IDisposable Silently() => SuppressInstrumentationScope.Begin();

    /// <summary>Goes on with the trace that caused a fact, below the span of that trace that is at work here, if there is one.</summary>
    public static Activity? Continue(string name, ActivityKind kind, string traceparent)
    {
        _ = ActivityContext.TryParse(traceparent, null, isRemote: true, out var parent);
        return Activities.StartActivity(name, kind, IsAtWork(parent) ? default : parent);
    }

    /// <summary>The same even when nobody listens: what the reaction records in its turn belongs to that trace.</summary>
    public static Activity? ContinueUnheard(string name, ActivityKind kind, string traceparent)
    {
        if (Continue(name, kind, traceparent) is { } heard) { return heard; }
        if (!ActivityContext.TryParse(traceparent, null, isRemote: true, out var parent)) { return null; }
        var unheard = new Activity(name);
        return (IsAtWork(parent) ? unheard : unheard.SetParentId(traceparent)).Start();
    }

    private static bool IsAtWork(ActivityContext trace) => Activity.Current is { } current && current.TraceId == trace.TraceId;
}
