using System.Collections.Concurrent;
using System.Diagnostics;
using Shouldly;
using Tyokyky.EventLog.Tests.Sample;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.EventLog.Tests.Log;

public sealed class TraceTests(Pair pair) : IClassFixture<Pair>
{
    [Fact]
    public async Task One_trace_runs_from_the_commit_through_the_numbering_to_the_reaction()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == EventLogTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await pair.StartSubscriberAsync();

        using var caller = new Activity("caller").Start();
        await pair.Source!.RecordAsync("traced", 1);
        caller.Stop();
        await pair.CatchUpAsync();

        Activity? Span(string name) => spans.FirstOrDefault(span => span.TraceId == caller.TraceId && span.OperationName == name);
        await Eventually.Holds(() => Task.FromResult(Span("tyokyky.apply") is not null), "the fact is applied");
        Span("tyokyky.sequence")!.ParentSpanId.ShouldBe(caller.SpanId);
        Span("tyokyky.apply")!.ParentSpanId.ShouldBe(caller.SpanId);
        Span("tyokyky.react")!.ParentSpanId.ShouldBe(Span("tyokyky.apply")!.SpanId);
    }
}
