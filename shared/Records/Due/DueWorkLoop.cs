using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>Does due work when its time has come: looks once a second, and at once after a commit that planned some or a move of the clock.</summary>
internal sealed partial class DueWorkLoop(
    DueWorkRunner runner, BusinessClock clock, TimeProvider time, ILogger<DueWorkLoop> logger) : BackgroundService, ICommitListener
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim wake = new(0, 1);

    public void Committed(Commit commit)
    {
        if (commit.HasWorkForNow) { Wake(); }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (runner.Kinds.Count == 0) { return; }
        clock.Moved += Wake;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await RunOnceAsync(stoppingToken) < AtOnce) { await RestAsync(stoppingToken); }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogTroubled(FailureKind.Of(failure));
                await RestAsync(stoppingToken);
            }
        }
    }

    private async Task<int> RunOnceAsync(CancellationToken cancel)
    {
        IReadOnlyList<DueItem> items;
        // Looking is no event worth a trace; what is found is.
        using (SuppressInstrumentationScope.Begin()) { items = await runner.TakeAsync(null, AtOnce, cancel); }
        await Task.WhenAll(items.Select(item => runner.RunAsync(item, cancel)));
        return items.Count;
    }

    private async Task RestAsync(CancellationToken cancel)
    {
        try
        {
            using var rest = new CancellationTokenSource(Interval, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(rest.Token, cancel);
            await wake.WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void Wake()
    {
        if (wake.CurrentCount == 0)
        {
            try { wake.Release(); } catch (SemaphoreFullException) { }
        }
    }

    public override void Dispose()
    {
        clock.Moved -= Wake;
        wake.Dispose();
        base.Dispose();
    }

    [LoggerMessage(EventName = "due_work.troubled", Level = LogLevel.Warning, Message = "Due work can't be looked for ({Failure}); it is looked for again")]
    private partial void LogTroubled(string failure);
}
