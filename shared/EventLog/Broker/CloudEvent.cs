using System.Globalization;
using MassTransit;

namespace Tyokyky.EventLog;

/// <summary>A fact as a CloudEvent in AMQP's binary mode: attributes in headers, the proto bytes as body.</summary>
internal static class CloudEvent
{
    public const string ContentType = "application/protobuf";

    private const string Prefix = "cloudEvents:";

    public static void Write(Arrival arrival, SendHeaders headers)
    {
        var fact = arrival.Fact;
        headers.Set(Prefix + "specversion", "1.0");
        headers.Set(Prefix + "id", fact.EventId.ToString());
        headers.Set(Prefix + "source", fact.Source);
        headers.Set(Prefix + "type", fact.Type);
        headers.Set(Prefix + "time", Text(fact.OccurredAt));
        headers.Set(Prefix + "recordedtime", Text(fact.RecordedAt));
        headers.Set(Prefix + "sequence", fact.Position.ToString(CultureInfo.InvariantCulture));
        headers.Set(Prefix + "previousid", arrival.PreviousId.ToString());
        headers.Set(Prefix + "orderkeys", string.Join(' ', fact.OrderKeys.Select(Uri.EscapeDataString)));
        if (fact.Traceparent.Length > 0) { headers.Set(Prefix + "traceparent", fact.Traceparent); }
    }

    /// <summary>The fact, or null when the message is none: a stranger may publish to the exchange.</summary>
    public static Arrival? Read(Headers headers, byte[] body)
    {
        if (!Guid.TryParse(Get("id"), out var id)
            || !Guid.TryParse(Get("previousid"), out var previous)
            || !long.TryParse(Get("sequence"), NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            || !TryTime("time", out var occurredAt)
            || !TryTime("recordedtime", out var recordedAt)
            || Get("source") is not { } source
            || Get("type") is not { } type
            || Get("orderkeys") is not { } keys)
        {
            return null;
        }

        var fact = new AnyFact
        {
            Source = source,
            Position = position,
            EventId = id,
            Type = type,
            OrderKeys = [.. keys.Split(' ').Select(Uri.UnescapeDataString)],
            OccurredAt = occurredAt,
            RecordedAt = recordedAt,
            Traceparent = Get("traceparent") ?? "",
            Data = body,
        };
        return new Arrival(fact, previous);

        string? Get(string name) => headers.TryGetHeader(Prefix + name, out var value) ? value as string : null;

        bool TryTime(string name, out DateTimeOffset at) =>
            DateTimeOffset.TryParse(Get(name), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out at);
    }

    private static string Text(DateTimeOffset at) => at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
}
