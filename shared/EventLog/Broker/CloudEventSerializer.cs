using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace Tyokyky.EventLog;

/// <summary>Writes facts as CloudEvents. They are read back in a filter before any deserializer (<see cref="ArrivalFilter"/>).</summary>
internal sealed class CloudEventSerializer : ISerializerFactory, IMessageSerializer
{
    public ContentType ContentType { get; } = new(CloudEvent.ContentType);

    public IMessageSerializer CreateSerializer() => this;

    public IMessageDeserializer CreateDeserializer() => throw new NotSupportedException("Facts are read before any deserializer.");

    public MessageBody GetMessageBody<T>(SendContext<T> context) where T : class
    {
        var arrival = (Arrival)(object)context.Message;
        CloudEvent.Write(arrival, context.Headers);
        context.MessageId = arrival.Fact.EventId;
        // The log is the record: a message that a broker's restart loses is fetched from the feed.
        context.Durable = false;
        return new MemoryMessageBody(arrival.Fact.Data);
    }
}

/// <summary>Takes each message into its source's inbox; the broker hears of it as received, whatever comes later.</summary>
internal sealed class ArrivalFilter(Inbox inbox) : IFilter<ReceiveContext>
{
    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        if (CloudEvent.Read(context.TransportHeaders, context.Body.GetBytes()) is { } arrival && arrival.Fact.Source == inbox.Source) { inbox.Take(arrival); }
        return Task.CompletedTask;
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("facts");
}
