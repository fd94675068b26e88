using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>The own log, for the suite's other services.</summary>
internal sealed class EventFeedGrpcService(FeedReader feed) : EventFeedService.EventFeedServiceBase
{
    private const int DefaultPage = 100;
    private const int LargestPage = 500;
    private const int PageBytes = 1_000_000;

    public static AccessTable Access { get; } = new AccessTable()
        .Rpc("tyokyky.events.v1.EventFeedService/ListFacts", Role.Service).Untraced("tyokyky.events.v1.EventFeedService/ListFacts");

    public override Task<ListFactsResponse> ListFacts(ListFactsRequest request, ServerCallContext context) => context.Answer(request, ListAsync);

    private async Task<ListFactsResponse> ListAsync(ListFactsRequest request, Call call)
    {
        var after = Cursor.Start;
        Check.Shape(check =>
        {
            check.That(request.PageSize >= 0, "page_size", "PAGE_SIZE_NEGATIVE", "0 (for the default) or a positive number");
            if (request.After is not { } cursor || cursor is { Position: 0, EventId: "" }) { return; }
            check.That(cursor.Position > 0, "after.position", "FIELD_INVALID", "a position from 1, or 0 without an event id");
            check.That(Guid.TryParseExact(cursor.EventId, "D", out var id), "after.event_id", "FIELD_INVALID", "the event id of the fact at the position");
            after = new Cursor(cursor.Position, id);
        });

        using var silently = EventLogTelemetry.Silently();
        var page = await feed.ReadAsync(after, request.PageSize == 0 ? DefaultPage : Math.Min(request.PageSize, LargestPage), call.Cancel);
        var response = new ListFactsResponse
        {
            Head = Write(page.Ends.Head),
            FirstPosition = page.Ends.First,
            UnnumberedSince = page.Ends.UnnumberedSince?.ToTimestamp(),
        };
        var bytes = 0;
        foreach (var fact in page.Facts)
        {
            bytes += fact.Data.Length;
            if (bytes > PageBytes && response.Facts.Count > 0) { break; }
            response.Facts.Add(Write(fact));
        }

        return response;
    }

    private static FactCursor Write(Cursor cursor) => new() { Position = cursor.Position, EventId = cursor.StoredId?.ToString() ?? "" };

    private static Fact Write(AnyFact fact) => new()
    {
        Position = fact.Position,
        EventId = fact.EventId.ToString(),
        Source = fact.Source,
        Type = fact.Type,
        OrderKeys = { fact.OrderKeys },
        OccurredAt = fact.OccurredAt.ToTimestamp(),
        RecordedAt = fact.RecordedAt.ToTimestamp(),
        Traceparent = fact.Traceparent,
        Data = UnsafeByteOperations.UnsafeWrap(fact.Data),
    };
}
