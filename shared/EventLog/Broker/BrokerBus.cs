using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>The connection to the broker. Nothing waits for it, and nothing but speed is lost without it.</summary>
/// <remarks>Built without MassTransit's registration, which would add hosted services, a health check and usage reports of its own.</remarks>
internal sealed class BrokerBus : BackgroundService, IFactCarrier
{
    private static readonly TimeSpan look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan stopLimit = TimeSpan.FromSeconds(5);

    private readonly Uri? _address;
    private readonly Uri _exchange;
    private readonly string _service;
    private readonly string _instance = Guid.NewGuid().ToString("N")[..8];
    private readonly Inbox[] _inboxes;
    private readonly EventLogOptions _options;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger<BrokerBus> _logger;
    private volatile ISendEndpoint? _endpoint;
    private volatile IBusControl? _bus;
    private CancellationTokenSource? _startLimit;
    private Task _start = Task.CompletedTask;
    private volatile bool _refused;

    public BrokerBus(IConfiguration configuration, IHostEnvironment environment, ServiceName service, Inboxes inboxes, IOptions<EventLogOptions> options, ILoggerFactory loggers)
    {
        _service = service.Value;
        _exchange = new Uri($"exchange:{_service}?type=fanout");
        _inboxes = [.. inboxes.All];
        _options = options.Value;
        _loggers = loggers;
        _logger = loggers.CreateLogger<BrokerBus>();
        if (configuration.GetConnectionString("rabbitmq") is not { Length: > 0 } address) { return; }

        _address = new Uri(address);
        if (!environment.IsDevelopment() && _address.Scheme != "amqps")
        {
            throw new InvalidOperationException("Outside Development the broker is reached by amqps alone (ConnectionStrings:rabbitmq).");
        }
    }

    public bool IsConfigured => _address is not null;

    public bool IsReady => _endpoint is not null && !_refused && (_inboxes.Length == 0 || Array.Exists(_inboxes, inbox => inbox.IsConnected));

    /// <summary>Whether this process has a working connection.</summary>
    public bool IsConnected => IsReady && Array.TrueForAll(_inboxes, inbox => inbox.IsConnected);

    public async Task CarryAsync(Arrival arrival, CancellationToken limit)
    {
        var endpoint = _endpoint ?? throw new InvalidOperationException("There is no connection to the broker.");
        try
        {
            await endpoint.Send(arrival, limit);
        }
        catch
        {
            _refused = true;
            throw;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_address is null) { return; }
        LogContext.ConfigureCurrentLogContext(_loggers);
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await StartAsync(_address, stoppingToken);
                await WatchAsync(_address, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                EventLogMessages.BrokerFailed(_logger, FailureKind.Of(failure));
                await Task.Delay(look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            finally
            {
                await EndAsync();
            }
        }
    }

    private async Task StartAsync(Uri address, CancellationToken cancel)
    {
        var bus = Bus.Factory.CreateUsingRabbitMq(bus => Configure(bus, address));
        _bus = bus;
        // Starting waits for the broker; the watch below does not.
        _startLimit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _start = bus.StartAsync(_startLimit.Token).ContinueWith(start => _ = start.Exception, TaskScheduler.Default);
        _endpoint = await bus.GetSendEndpoint(_exchange);
        _refused = false;
    }

    private void Configure(IRabbitMqBusFactoryConfigurator bus, Uri address)
    {
        bus.Host(address, host =>
        {
            host.ConnectionName($"{_service}.{_instance}");
            host.Heartbeat(TimeSpan.FromSeconds(10));
            host.RequestedConnectionTimeout(TimeSpan.FromSeconds(3));
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
        foreach (var inbox in _inboxes)
        {
            // A queue of each process's own: two replicas on one queue would each see gaps. It is gone with the process; the feed is not.
            bus.ReceiveEndpoint($"{_service}.{inbox.Source}.{_instance}", endpoint =>
            {
                endpoint.ConfigureConsumeTopology = false;
                endpoint.Bind(inbox.Source, binding => binding.ExchangeType = "fanout");
                endpoint.Durable = false;
                endpoint.AutoDelete = true;
                endpoint.SetQueueArgument("x-max-length", _options.QueueCapacity);
                endpoint.SetQueueArgument("x-overflow", "drop-head");
                endpoint.ConcurrentMessageLimit = 1;
                endpoint.PrefetchCount = 200;
                endpoint.ConnectReceiveEndpointObserver(new ConnectionObserver(inbox));
                endpoint.ConfigureReceive(receive => receive.UseFilter(new ArrivalFilter(inbox)));
            });
        }
    }

    /// <summary>Returns when the broker answers again although MassTransit has not noticed: it waits ever longer, up to half a minute.</summary>
    private async Task WatchAsync(Uri address, CancellationToken cancel)
    {
        var missing = TimeSpan.Zero;
        while (true)
        {
            await Task.Delay(look, cancel);
            if (Array.TrueForAll(_inboxes, inbox => inbox.IsConnected) && !_refused)
            {
                missing = TimeSpan.Zero;
            }
            else if (await AnswersAsync(address, cancel))
            {
                // One more attempt may show that it was only a moment.
                _refused = false;
                missing += look;
                if (missing >= patience) { return; }
            }
        }
    }

    private static async Task<bool> AnswersAsync(Uri address, CancellationToken cancel)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(look);
            using var probe = new TcpClient();
            await probe.ConnectAsync(address.Host, address.IsDefaultPort || address.Port < 0 ? (address.Scheme == "amqps" ? 5671 : 5672) : address.Port, limit.Token);
            return true;
        }
        catch (Exception failure) when (failure is SocketException || !cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task EndAsync()
    {
        _endpoint = null;
        if (Interlocked.Exchange(ref _bus, null) is not { } bus) { return; }
        try
        {
            // A bus that has not finished starting takes no stop, and would keep its connections and queues for good: its start is ended first.
            await (_startLimit?.CancelAsync() ?? Task.CompletedTask);
            using var limit = new CancellationTokenSource(stopLimit);
            await _start.WaitAsync(limit.Token);
            await bus.StopAsync(limit.Token);
        }
        catch (Exception failure)
        {
            EventLogMessages.BrokerFailed(_logger, FailureKind.Of(failure));
        }
        finally
        {
            _startLimit?.Dispose();
            _startLimit = null;
        }

        foreach (var inbox in _inboxes) { inbox.Disconnected(); }
    }

    private sealed class ConnectionObserver(Inbox inbox) : IReceiveEndpointObserver
    {
        public Task Ready(ReceiveEndpointReady ready)
        {
            inbox.Connected();
            return Task.CompletedTask;
        }

        public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

        public Task Completed(ReceiveEndpointCompleted completed)
        {
            inbox.Disconnected();
            return Task.CompletedTask;
        }

        public Task Faulted(ReceiveEndpointFaulted faulted)
        {
            inbox.Disconnected();
            return Task.CompletedTask;
        }
    }
}
