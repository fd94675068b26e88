using System.Net.Security;
using System.Security.Authentication;
using MassTransit;

namespace Tyokyky.EventLog;

/// <summary>One attempt at the broker: started once, lost at the first failure, and unheard from then on.</summary>
internal sealed class BrokerLink : IAsyncDisposable
{
    private static readonly TimeSpan stopLimit = TimeSpan.FromSeconds(30);

    private readonly string service;
    private readonly string name;
    private readonly IReadOnlyList<Inbox> inboxes;
    private readonly EventLogOptions options;
    private readonly IBusControl bus;
    private readonly CancellationTokenSource startLimit = new();
    private readonly TaskCompletionSource lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private Task start = Task.CompletedTask;
    private ISendEndpoint? endpoint;

    /// <param name="name">Unique to the attempt: whatever an earlier one left at the broker has other names.</param>
    public BrokerLink(Uri address, string service, string name, IReadOnlyList<Inbox> inboxes, EventLogOptions options)
    {
        (this.service, this.name, this.inboxes, this.options) = (service, name, inboxes, options);
        bus = Bus.Factory.CreateUsingRabbitMq(bus => Configure(bus, address));
    }

    /// <summary>Whether it has started and is not lost.</summary>
    public bool IsUp => endpoint is not null && !lost.Task.IsCompleted;

    /// <summary>Ends, always successfully, when the link is good for nothing more.</summary>
    public Task Lost => lost.Task;

    /// <summary>Returns once every queue is there and consumed.</summary>
    public async Task StartAsync(TimeSpan patience, CancellationToken cancel)
    {
        start = bus.StartAsync(startLimit.Token);
        if (await Task.WhenAny(start, Lost).WaitAsync(patience, cancel) == Lost) { throw new InvalidOperationException("The broker refused the connection."); }
        await start;
        endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{service}?type=fanout")).WaitAsync(patience, cancel);
    }

    public async Task SendAsync(Arrival arrival, CancellationToken limit)
    {
        try
        {
            await endpoint!.Send(arrival, limit);
        }
        catch
        {
            lost.TrySetResult();
            throw;
        }
    }

    /// <summary>Gives back whatever it holds at the broker; takes as long as it takes.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            lost.TrySetResult();
            foreach (var inbox in inboxes) { inbox.Disconnected(); }
        }

        // A bus that has not finished starting takes no stop, and would keep its connections and queues for good: its start is ended first.
        await startLimit.CancelAsync();
        await start.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (start.IsCompletedSuccessfully)
        {
            using var limit = new CancellationTokenSource(stopLimit);
            await bus.StopAsync(limit.Token);
        }

        startLimit.Dispose();
    }

    private void Configure(IRabbitMqBusFactoryConfigurator bus, Uri address)
    {
        bus.Host(address, host =>
        {
            host.ConnectionName($"{service}.{name}");
            host.Heartbeat(TimeSpan.FromSeconds(10));
            host.RequestedConnectionTimeout(TimeSpan.FromSeconds(5));
            host.ContinuationTimeout(TimeSpan.FromSeconds(5));
            if (address.Scheme == "amqps")
            {
                host.UseSsl(ssl =>
                {
                    ssl.Protocol = SslProtocols.Tls12 | SslProtocols.Tls13;
                    ssl.ServerName = address.Host;
                    // MassTransit accepts any chain unless told otherwise.
                    ssl.EnforcePolicyErrors(SslPolicyErrors.RemoteCertificateChainErrors);
                });
            }
        });
        bus.AddSerializer(new CloudEventSerializer());
        foreach (var inbox in inboxes)
        {
            // A queue of each process's own: two replicas on one queue would each see gaps. It is gone with the process; the feed is not.
            bus.ReceiveEndpoint($"{service}.{inbox.Source}.{name}", endpoint =>
            {
                endpoint.ConfigureConsumeTopology = false;
                endpoint.Bind(inbox.Source, binding => binding.ExchangeType = "fanout");
                endpoint.Durable = false;
                endpoint.AutoDelete = true;
                endpoint.SetQueueArgument("x-max-length", options.QueueCapacity);
                endpoint.SetQueueArgument("x-overflow", "drop-head");
                endpoint.ConcurrentMessageLimit = 1;
                endpoint.PrefetchCount = 200;
                endpoint.ConnectReceiveEndpointObserver(new Observer(this, inbox));
                endpoint.ConfigureReceive(receive => receive.UseFilter(new ArrivalFilter(inbox)));
            });
        }
    }

    private sealed class Observer(BrokerLink link, Inbox inbox) : IReceiveEndpointObserver
    {
        public Task Ready(ReceiveEndpointReady ready)
        {
            lock (link.gate)
            {
                if (!link.Lost.IsCompleted) { inbox.Connected(); }
            }

            return Task.CompletedTask;
        }

        public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

        public Task Completed(ReceiveEndpointCompleted completed) => LoseAsync();

        public Task Faulted(ReceiveEndpointFaulted faulted) => LoseAsync();

        private Task LoseAsync()
        {
            link.lost.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
