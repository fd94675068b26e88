using System.Diagnostics;
using Tyokyky.FaultTests.Rig;
using Tyokyky.TestKit;

namespace Tyokyky.FaultTests.Injection;

/// <summary>Breaks everything at once: each service dies over and over, while the database and the broker under them do too.</summary>
internal sealed class Injector(Suite suite, FaultLog log, int seed, int target)
{
    // How long a running service may take to come to its point, and longer on a machine on which it took longer to start.
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(5);

    // How long a service took to start lately: database and broker stay for about as long beside their own time, or on a slow machine no service
    // would ever come to its point.
    private TimeSpan startTook;

    private bool IsEnough => log.Count >= target;

    /// <summary>Returns when there were enough faults, with every service running again.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        List<Task> all =
        [
            .. Suite.Services.Select((service, i) => KillServiceAsync(service, new Random(seed + i), failed.Token)),
            StopPostgresAsync(new Random(seed + 10), failed.Token),
            KillBrokerAsync(new Random(seed + 11), failed.Token),
        ];
        while (all.Count > 0)
        {
            var ended = await Task.WhenAny(all);
            all.Remove(ended);
            if (!ended.IsCompletedSuccessfully)
            {
                // Nothing that comes after would mean anything.
                await failed.CancelAsync();
                await Task.WhenAll(all).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await ended;
        }
    }

    private async Task KillServiceAsync(string service, Random random, CancellationToken cancel)
    {
        var points = new Queue<Point>();
        var missed = new HashSet<Point>();
        // Beyond what is enough, only those go on dying that have not come to all of their points.
        while ((!IsEnough || log.Missing.Any(point => point.Service == service)) && !cancel.IsCancellationRequested)
        {
            if (points.Count == 0)
            {
                Point[] round = [.. Point.All.Where(point => point.Service == service)];
                random.Shuffle(round);
                points = new(round);
            }

            if (random.Next(5) == 0)
            {
                suite.Start(service);
                await suite.ListensAsync(service, cancel);
                await Task.Delay(random.Next(1500), cancel);
                await KillAsync(service);
                continue;
            }

            var point = points.Dequeue();
            // One that it did not come to five times, it may come to once.
            var process = suite.Start(service, $"{point.Activity} {point.Edge} {(missed.Contains(point) ? 1 : random.Next(1, 6))}");
            var started = Stopwatch.GetTimestamp();
            await suite.ListensAsync(service, cancel);
            startTook = Stopwatch.GetElapsedTime(started);
            if (await process.EndsAsync(patience + startTook))
            {
                missed.Remove(point);
                await ReachedAsync(process, point);
            }
            else
            {
                // It had nothing to do there just now: later again.
                missed.Add(point);
                points.Enqueue(point);
                await KillAsync(service, point);
            }
        }

        suite.Start(service);
    }

    private async Task KillAsync(string service, Point? armed = null)
    {
        var process = suite.Running(service);
        if (process.HasExited)
        {
            // At its point after all, in the moment between.
            await ReachedAsync(process, armed);
            return;
        }

        await process.KillAsync();
        log.Add(FaultLog.KilledHard);
    }

    private async Task ReachedAsync(ServiceProcess process, Point? point)
    {
        // What it announced last is read when its output has ended.
        await process.EndsAsync(patience);
        if (point is null || !process.Said.Contains($"fault: {point.Activity} {point.Edge} ", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"A service ended by itself.\n{process.Said}");
        }

        log.Add(point);
    }

    private async Task StopPostgresAsync(Random random, CancellationToken cancel)
    {
        while (await GoesOnAsync(random.Next(4000, 8000), cancel))
        {
            await suite.Postgres.StopImmediatelyAsync();
            log.Add(FaultLog.PostgresStopped);
            await Task.Delay(random.Next(500), cancel);
            await suite.Postgres.StartAsync();
        }
    }

    private async Task KillBrokerAsync(Random random, CancellationToken cancel)
    {
        for (var wipe = false; await GoesOnAsync(random.Next(4000, 8000), cancel); wipe = !wipe)
        {
            await suite.Broker.KillAsync();
            if (wipe)
            {
                suite.Broker.Wipe();
            }

            log.Add(wipe ? FaultLog.BrokerWiped : FaultLog.BrokerKilled);
            await Task.Delay(random.Next(2000), cancel);
            await suite.Broker.StartAsync();
        }
    }

    private async Task<bool> GoesOnAsync(int milliseconds, CancellationToken cancel)
    {
        for (var waited = 0; waited < milliseconds + startTook.TotalMilliseconds && !IsEnough; waited += 200)
        {
            await Task.Delay(200, cancel);
        }

        return !IsEnough;
    }
}
