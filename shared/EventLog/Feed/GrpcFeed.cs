using System.Globalization;
using Google.Rpc;
using Grpc.Core;
using Grpc.Net.ClientFactory;
using Tyokyky.Contracts.Events.V1;

namespace Tyokyky.EventLog;

/// <summary>Reads the sources' logs as the service itself.</summary>
internal sealed class GrpcFeed(Func<GrpcClientFactory> clients, TimeProvider time) : IFeed
{
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(10);

    /// <summary>Each source has a client of its own.</summary>
    public static string ClientOf(string source) => "feed of " + source;

    public async Task<FeedPage> ListAsync(string source, Cursor after, int most, CancellationToken cancel)
    {
        var client = clients().CreateClient<EventFeedService.EventFeedServiceClient>(ClientOf(source));
        var request = new ListFactsRequest { PageSize = most };
        if (after.Position > 0) { request.After = new FactCursor { Position = after.Position, EventId = after.EventId.ToString() }; }
        try
        {
            var response = await client.ListFactsAsync(request, deadline: time.GetUtcNow().UtcDateTime + limit, cancellationToken: cancel);
            var facts = response.Facts.Select(Read).ToList();
            for (var i = 0; i < facts.Count; i++)
            {
                if (facts[i].Position != after.Position + i + 1)
                {
                    throw new InvalidDataException($"The feed of {source} has a gap after position {after.Position + i}.");
                }
            }

            return new FeedPage(
                facts,
                Cursor.Of(response.Head.Position, Guid.TryParse(response.Head.EventId, out var id) ? id : null),
                response.UnnumberedSince?.ToDateTimeOffset());
        }
        catch (RpcException failure) when (failure.StatusCode == StatusCode.FailedPrecondition && Refusal(failure) is { } refusal)
        {
            throw refusal;
        }
    }

    private static FeedRefusal? Refusal(RpcException failure)
    {
        if (failure.Trailers.GetRpcStatus(ignoreParseError: true)?.GetDetail<ErrorInfo>() is not { } info) { return null; }
        return info.Reason switch
        {
            "LOG_DIVERGED" => new FeedRefusal(HaltState.Diverged, failure.Status.Detail, Head(info), First(info), BeforeFirst(info)),
            "POSITION_EXPIRED" => new FeedRefusal(HaltState.Expired, failure.Status.Detail, Head(info), First(info), BeforeFirst(info)),
            _ => null,
        };
    }

    private static Cursor Head(ErrorInfo info) =>
        Cursor.Of(Number(info, "head_position"), Guid.TryParse(info.Metadata["head_event_id"], out var id) ? id : null);

    private static long First(ErrorInfo info) => Number(info, "first_position");

    private static Cursor BeforeFirst(ErrorInfo info) =>
        Cursor.Of(
            Math.Max(0, First(info) - 1), info.Metadata.TryGetValue("first_previous_event_id", out var text) && Guid.TryParse(text, out var id) ? id : null);

    private static long Number(ErrorInfo info, string name) => long.Parse(info.Metadata[name], NumberStyles.None, CultureInfo.InvariantCulture);

    private static AnyFact Read(Fact fact) => new()
    {
        Source = fact.Source,
        Position = fact.Position,
        EventId = Guid.ParseExact(fact.EventId, "D"),
        Type = fact.Type,
        OrderKeys = [.. fact.OrderKeys],
        OccurredAt = fact.OccurredAt.ToDateTimeOffset(),
        RecordedAt = fact.RecordedAt.ToDateTimeOffset(),
        Traceparent = fact.Traceparent,
        Data = fact.Data.ToByteArray(),
    };
}
