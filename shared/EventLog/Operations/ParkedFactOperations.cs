using System.Diagnostics;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Tyokyky.Contracts.Operations.V1;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>Parked facts in operators' hands.</summary>
internal sealed class ParkedFactOperations(Subscriptions subscriptions, ParkedFacts parked, OperatorActions actions)
{
    public async Task<ListParkedFactsResponse> ListAsync(ListParkedFactsRequest request, Call call)
    {
        if (request.Source.Length > 0) { subscriptions.Find(request.Source); }
        var page = call.Page(request, 50, 200);
        var (source, position) = page.After is { } after ? (after[0], after.Number(1)) : ("", 0);

        var found = await parked.ListAsync(request.Source, request.Skipped, source, position, page.Limit, call.Cancel);
        var rows = page.Cut(found, row => [row.Fact.Source, row.Fact.Position.ToString(CultureInfo.InvariantCulture)], out var next);
        return new ListParkedFactsResponse { ParkedFacts = { rows.Select(Write) }, NextPageToken = next };
    }

    public async Task<RetryParkedFactsResponse> RetryAsync(RetryParkedFactsRequest request, Call call)
    {
        Check.Shape(check => OperatorOperations.CheckReason(check, request.Reason));
        IReadOnlyList<Subscription> asked = request.Source.Length > 0 ? [subscriptions.Find(request.Source)] : subscriptions.All;

        var response = new RetryParkedFactsResponse();
        foreach (var subscription in asked)
        {
            Retried retried;
            do
            {
                retried = await parked.RetryAsync(subscription, request.OrderKey.Length == 0 ? null : request.OrderKey, now: true, call.Cancel);
                response.AppliedCount += retried.Applied;
            }
            while (retried.IsUnfinished);
            response.ParkedCount += retried.StillParked;
        }

        if (request.OrderKey.Length > 0 && response.AppliedCount + response.ParkedCount == 0) { throw ParkedFacts.NotFound(); }
        await actions.RecordAsync(
            call,
            "RetryParkedFacts",
            $"{request.Source} {request.OrderKey}".Trim(),
            request.Reason,
            $"{response.AppliedCount} applied, {response.ParkedCount} parked");
        return response;
    }

    public async Task<SkipParkedFactResponse> SkipAsync(SkipParkedFactRequest request, Call call)
    {
        Check.Shape(check =>
        {
            check.Required("source", request.Source)
                .Uuid("event_id", request.EventId)
                .That(request.Position > 0, "position", "FIELD_REQUIRED", "a position from 1");
            OperatorOperations.CheckReason(check, request.Reason);
        });
        subscriptions.Find(request.Source);

        var record = OperatorActions.Row(
            call, parked.Now, "SkipParkedFact", $"{request.Source} {request.Position} {request.EventId}", request.Reason, "skipped");
        var skipped = await parked.SkipAsync(request.Source, request.Position, Guid.ParseExact(request.EventId, "D"), request.Reason, record, call.Cancel);
        return new SkipParkedFactResponse { ParkedFact = Write(skipped) };
    }

    private static ParkedFact Write(Parked row) => new()
    {
        Source = row.Fact.Source,
        Position = row.Fact.Position,
        EventId = row.Fact.EventId.ToString(),
        Type = row.Fact.Type,
        OrderKeys = { row.Fact.OrderKeys },
        State = row.State switch { "skipped" => ParkedState.Skipped, "waiting" => ParkedState.Waiting, _ => ParkedState.Failed },
        Attempts = row.Attempts,
        Error = row.Error,
        ParkedAt = row.ParkedAt.ToTimestamp(),
        NextAttemptAt = row.NextAttemptAt?.ToTimestamp(),
        OccurredAt = row.Fact.OccurredAt.ToTimestamp(),
        TraceId = ActivityContext.TryParse(row.Fact.Traceparent, null, out var context) ? context.TraceId.ToHexString() : "",
        SkipReason = row.SkipReason,
    };
}
