using System.Collections.Concurrent;
using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Tyokyky.SystemTests;

/// <summary>A queue of its own on every exchange: each message that goes through the broker, with its headers.</summary>
internal sealed class BrokerTap : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Exchange, byte[] Message)> messages = new();
    private readonly IConnection connection;
    private readonly IChannel channel;

    private BrokerTap(IConnection connection, IChannel channel) => (this.connection, this.channel) = (connection, channel);

    public IReadOnlyList<(string Exchange, byte[] Message)> Messages => [.. messages];

    public static async Task<BrokerTap> StartAsync(string address, IEnumerable<string> exchanges, CancellationToken cancel)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(address) }.CreateConnectionAsync(cancel);
        var tap = new BrokerTap(connection, await connection.CreateChannelAsync(cancellationToken: cancel));
        var queue = await tap.channel.QueueDeclareAsync(cancellationToken: cancel);
        foreach (var exchange in exchanges)
        {
            // As the service declares it: whichever comes first.
            await tap.channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancel);
            await tap.channel.QueueBindAsync(queue.QueueName, exchange, "", cancellationToken: cancel);
        }

        var consumer = new AsyncEventingBasicConsumer(tap.channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            tap.messages.Enqueue((delivery.Exchange, [.. delivery.Body.Span, .. Headers(delivery.BasicProperties)]));
            return Task.CompletedTask;
        };
        await tap.channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, cancel);
        return tap;
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }

    private static byte[] Headers(IReadOnlyBasicProperties properties) =>
        [.. (properties.Headers ?? new Dictionary<string, object?>()).SelectMany(header =>
            (byte[])[.. Encoding.UTF8.GetBytes($"\n{header.Key}: "), .. header.Value as byte[] ?? Encoding.UTF8.GetBytes($"{header.Value}")])];
}
