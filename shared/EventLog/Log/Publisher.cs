using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>Hands numbered facts to the broker, from the stored mark on, and moves the mark once the broker has confirmed them.</summary>
internal sealed class Publisher(
    LogStore log, LogSignals signals, IFactCarrier carrier, IOptions<EventLogOptions> options, TimeProvider time, ILogger<Publisher> logger)
    : BackgroundService
{
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(500);

    // RabbitMQ.Client slows a channel down on purpose once half of its 128 outstanding confirms are used.
    private const int InFlight = 60;

    /// <summary>Publishes all that waits now; false when the broker did not take all of it.</summary>
    public async Task<bool> PublishAsync(CancellationToken cancel)
    {
        while (true)
        {
            await using var batch = await log.BeginPublishingAsync(options.Value.Batch, cancel);
            if (batch is null || batch.Facts.Count == 0) { return true; }

            var confirmed = await CarryAsync(batch, cancel);
            if (confirmed.Position > batch.Mark.Position) { await batch.MarkAsync(confirmed, time.GetUtcNow(), cancel); }
            if (confirmed.Position < batch.Facts[^1].Position) { return false; }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await signals.Publish.WaitAsync(Timeout.InfiniteTimeSpan, stoppingToken);
                if (carrier.IsReady && await PublishAsync(stoppingToken)) { continue; }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                EventLogMessages.PublishFailed(logger, FailureKind.Of(failure));
            }

            // The facts stay in the log: the next poll sees them, and subscribers get them from the feed meanwhile.
            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Cursor> CarryAsync(Unpublished batch, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(options.Value.ConfirmLimit);

        var confirmed = batch.Mark;
        var sent = new Queue<(Task Confirm, AnyFact Fact)>(InFlight);
        Exception? failure = null;
        foreach (var (fact, previous) in batch.Facts.Zip(batch.Facts.Prepend(null)))
        {
            if (sent.Count == InFlight) { await ConfirmAsync(); }
            if (failure is not null) { break; }
            sent.Enqueue((CarryAsync(new Arrival(fact, previous?.EventId ?? batch.Mark.EventId), limit.Token), fact));
        }

        while (sent.Count > 0) { await ConfirmAsync(); }
        if (failure is not null) { EventLogMessages.NotConfirmed(logger, confirmed.Position, FailureKind.Of(failure)); }
        return confirmed;

        async Task ConfirmAsync()
        {
            var (confirm, fact) = sent.Dequeue();
            try
            {
                await confirm;
                if (failure is null) { confirmed = fact.Cursor; }
            }
            catch (Exception refusal) when (!cancel.IsCancellationRequested)
            {
                failure ??= refusal;
                await limit.CancelAsync();
            }
        }
    }

    private async Task CarryAsync(Arrival arrival, CancellationToken limit)
    {
        using var activity = EventLogTelemetry.Continue("tyokyky.publish", ActivityKind.Producer, arrival.Fact.Traceparent);
        activity?.SetTag("tyokyky.fact", arrival.Fact.EventId).SetTag("tyokyky.fact.type", arrival.Fact.Type);
        await carrier.CarryAsync(arrival, limit);
        activity?.Stop();
    }
}
