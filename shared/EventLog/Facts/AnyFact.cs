using Google.Protobuf;

namespace Tyokyky.EventLog;

/// <summary>A fact that another service recorded, as it arrived here.</summary>
public sealed class AnyFact
{
    private IMessage? message;

    /// <summary>The service that recorded it.</summary>
    public required string Source { get; init; }

    /// <summary>Place in the source's log, from 1, without gaps.</summary>
    public required long Position { get; init; }

    /// <summary>The same wherever the fact is seen.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Full protobuf name of the message.</summary>
    public required string Type { get; init; }

    /// <summary>The clients (else the subject) that it concerns: facts that share a key take effect in order.</summary>
    public required string[] OrderKeys { get; init; }

    /// <summary>When it happened, on the business clock.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When the source recorded it, in real time.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>W3C traceparent of the call that caused it; empty when that was not traced.</summary>
    public required string Traceparent { get; init; }

    /// <summary>The message's bytes.</summary>
    public required byte[] Data { get; init; }

    /// <summary>The message; null when this program does not know the type.</summary>
    public IMessage? Message => message ??= FactTypes.Parse(Type, Data);

    internal Cursor Cursor => new(Position, EventId);
}

/// <summary>A fact of one type.</summary>
public sealed class Fact<T>(AnyFact fact) where T : class, IMessage<T>
{
    /// <summary>What happened.</summary>
    public T Message { get; } = fact.Message as T ?? throw new InvalidOperationException($"A {fact.Type} is no {typeof(T).Name}.");

    /// <summary>The fact with its envelope: source, position, keys, times, trace.</summary>
    public AnyFact Recorded { get; } = fact;

    /// <summary>When it happened, on the business clock.</summary>
    public DateTimeOffset OccurredAt => Recorded.OccurredAt;

    /// <summary>The same wherever the fact is seen.</summary>
    public Guid EventId => Recorded.EventId;
}
