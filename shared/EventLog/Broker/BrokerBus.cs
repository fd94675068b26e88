using System.Net.Sockets;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>Keeps a link to the broker. Nothing waits for it, and nothing but speed is lost without it.</summary>
/// <remarks>
/// A link that failed is replaced and never mended: MassTransit would try again at ever longer intervals, up to half a minute. A new one is
/// begun as soon as the broker's port answers, however long the old one takes to end.
/// </remarks>
internal sealed class BrokerBus : BackgroundService, IFactCarrier
{
    private static readonly TimeSpan look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan stopLimit = TimeSpan.FromSeconds(5);

    private readonly Uri? address;
    private readonly string service;
    private readonly string instance = Guid.NewGuid().ToString("N")[..8];
    private readonly IReadOnlyList<Inbox> inboxes;
    private readonly EventLogOptions options;
    private readonly ILoggerFactory loggers;
    private readonly ILogger<BrokerBus> logger;
    private readonly List<Task> endings = [];
    private volatile BrokerLink? link;
    private int attempts;

    public BrokerBus(
        IConfiguration configuration, IHostEnvironment environment, ServiceName service,
        Inboxes inboxes, IOptions<EventLogOptions> options, ILoggerFactory loggers)
    {
        this.service = service.Value;
        this.inboxes = inboxes.All;
        this.options = options.Value;
        this.loggers = loggers;
        logger = loggers.CreateLogger<BrokerBus>();
        if (configuration.GetConnectionString("rabbitmq") is not { Length: > 0 } configured) { return; }

        address = new Uri(configured);
        if (!environment.IsDevelopment() && address.Scheme != "amqps")
        {
            throw new InvalidOperationException("Outside Development the broker is reached by amqps alone (ConnectionStrings:rabbitmq).");
        }
    }

    public bool IsConfigured => address is not null;

    public bool IsReady => link is { IsUp: true };

    public Task CarryAsync(Arrival arrival, CancellationToken limit) =>
        (link ?? throw new InvalidOperationException("There is no connection to the broker.")).SendAsync(arrival, limit);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (address is null) { return; }
        LogContext.ConfigureCurrentLogContext(loggers);
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await AnswersAsync(address, stoppingToken)) { await FollowAsync(address, stoppingToken); }
            await Task.Delay(look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(endings).WaitAsync(stopLimit, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>One link, from its start until it is lost.</summary>
    private async Task FollowAsync(Uri address, CancellationToken stopping)
    {
        BrokerLink? current = null;
        try
        {
            current = new BrokerLink(address, service, $"{instance}.{++attempts}", inboxes, options);
            await current.StartAsync(patience, stopping);
            link = current;
            EventLogMessages.BrokerConnected(logger);
            await UntilLostAsync(current, address, stopping);
            EventLogMessages.BrokerLost(logger);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (Exception failure)
        {
            EventLogMessages.BrokerFailed(logger, FailureKind.Of(failure));
        }

        link = null;
        endings.RemoveAll(ending => ending.IsCompleted);
        if (current is not null) { endings.Add(EndAsync(current)); }
    }

    // A link notices by itself when a queue of its own is gone, or a send fails: one that neither receives nor has anything to send would not.
    private static async Task UntilLostAsync(BrokerLink current, Uri address, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(look);
        while (!current.Lost.IsCompleted && await AnswersAsync(address, stopping))
        {
            await Task.WhenAny(current.Lost, timer.WaitForNextTickAsync(stopping).AsTask());
        }

        stopping.ThrowIfCancellationRequested();
    }

    private async Task EndAsync(BrokerLink old)
    {
        try
        {
            await old.DisposeAsync();
        }
        catch (Exception failure)
        {
            var kind = FailureKind.Of(failure);
            EventLogMessages.BrokerEndFailed(logger, kind);
        }
    }

    private static async Task<bool> AnswersAsync(Uri address, CancellationToken cancel)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(look);
            using var probe = new TcpClient();
            await probe.ConnectAsync(
                address.Host, address.IsDefaultPort || address.Port < 0 ? (address.Scheme == "amqps" ? 5671 : 5672) : address.Port, limit.Token);
            return true;
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
