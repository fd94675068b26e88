using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Local;

/// <summary>Brings one resource up, watches it, and takes it down; the operator's start, stop and restart come here too.</summary>
internal sealed class ResourceRunner(
    IResource resource,
    ResourceNotificationService notifications,
    ResourceConsole console,
    Programs programs,
    ChildProcesses children,
    HealthCheckService health,
    IServiceProvider services,
    ILogger logger) : IDisposable
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WhenStarting = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan WhenSick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhenHealthy = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Retold = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim turn = new(1, 1);
    private CancellationTokenSource? run;
    private Task running = Task.CompletedTask;
    private ChildProcess? process;
    private ProgramSpec? spec;
    private bool stopping;
    private bool wasHealthy;

    public IResource Resource => resource;

    public bool HasProcess => !resource.Annotations.OfType<Activation>().Any() && resource is not ParameterResource;

    public async Task StartAsync(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            if (running.IsCompleted)
            {
                stopping = false;
                run = new CancellationTokenSource();
                running = RunAsync(run.Token);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task StopAsync(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            stopping = true;
            if (process is { } child && spec is { } program && !child.Exited.IsCompleted)
            {
                await PublishAsync(s => s with { State = new ResourceStateSnapshot(KnownResourceStates.Stopping, null) });
                await child.StopAsync(program.StopSignal, program.StopLimit);
            }

            run?.Cancel();
            await running;
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task RestartAsync(CancellationToken cancel)
    {
        await StopAsync(cancel);
        await StartAsync(cancel);
    }

    public void Dispose()
    {
        turn.Dispose();
        run?.Dispose();
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await WaitAsync(cancel);
            await PublishAsync(s => s with { State = new ResourceStateSnapshot(KnownResourceStates.Starting, null), ExitCode = null, StopTimeStamp = null });
            if (HasProcess)
            {
                await RunProcessAsync(cancel);
            }
            else
            {
                await ActivateAsync(cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await PublishAsync(s => s with { State = new ResourceStateSnapshot(KnownResourceStates.Finished, null), StopTimeStamp = DateTime.UtcNow });
        }
#pragma warning disable CA1031 // Whatever keeps one resource from starting is shown on it, and keeps no other from running.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            console.Write(failure.Message, isError: true);
            logger.LogError("Resource '{Resource}' failed to start: {Failure}", resource.Name, failure.Message);
            await PublishAsync(s => s with { State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error), StopTimeStamp = DateTime.UtcNow });
        }
    }

    private async Task WaitAsync(CancellationToken cancel)
    {
        var waits = resource.Annotations.OfType<WaitOn>().ToList();
        if (waits.Count == 0)
        {
            return;
        }

        await PublishAsync(s => s with { State = new ResourceStateSnapshot(KnownResourceStates.Waiting, null) });
        await Task.WhenAll(waits.Select(wait => WaitForAsync(wait, cancel)));
    }

    private async Task WaitForAsync(WaitOn wait, CancellationToken cancel)
    {
        var name = wait.Resource.Name;
        console.Write($"Waiting for '{name}' to {(wait.Kind == WaitKind.Healthy ? "be healthy" : "complete")}.", isError: false);
        if (wait.Kind == WaitKind.Healthy)
        {
            await notifications.WaitForResourceHealthyAsync(name, cancel);
            return;
        }

        var reached = await notifications.WaitForResourceAsync(name, ResourceNotificationService.HasEnded, cancel);
        if (reached.Snapshot.ExitCode != wait.ExitCode)
        {
            throw ResourceNotificationService.Ended(reached);
        }
    }

    private async Task ActivateAsync(CancellationToken cancel)
    {
        foreach (var activation in resource.Annotations.OfType<Activation>())
        {
            await activation.Run(services, console, cancel);
        }

        await PublishAsync(s => s with { State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success), StartTimeStamp = DateTime.UtcNow });
        await WatchHealthAsync(cancel);
    }

    private async Task RunProcessAsync(CancellationToken cancel)
    {
        var retries = resource.Annotations.OfType<LocalProgram>().LastOrDefault()?.Retries ?? 0;
        while (true)
        {
            spec = await programs.FindAsync(resource, console.Write, cancel);
            var companion = spec.Companion is null ? null : await children.StartAsync(spec.Companion, console.Write);
            wasHealthy = false;
            var started = DateTime.UtcNow;
            var child = process = await children.StartAsync(spec, console.Write);
            await PublishAsync(s => Running(s, spec, child, started, resource.Annotations.OfType<Hidden>().Any(hidden => hidden.OnExitCodes is null)));

            using var watch = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var watching = WatchHealthAsync(watch.Token);
            if (cancel.IsCancellationRequested)
            {
                await child.StopAsync(spec.StopSignal, spec.StopLimit); // stopped between the two
            }

            var code = await child.Exited;
            await watch.CancelAsync();
            await watching.ContinueWith(_ => { }, TaskScheduler.Default);
            child.Id.EndSession(TimeSpan.Zero);
            if (companion is not null)
            {
                await companion.StopAsync(spec.Companion!.StopSignal, spec.Companion.StopLimit);
            }

            if (code != 0 && !stopping && !wasHealthy && DateTime.UtcNow - started < AtOnce && retries-- > 0)
            {
                await Task.Delay(500, cancel);
                continue;
            }

            await EndedAsync(code);
            return;
        }
    }

    private static CustomResourceSnapshot Running(CustomResourceSnapshot snapshot, ProgramSpec spec, ChildProcess child, DateTime started, bool alwaysHidden) => snapshot.With(
        new("executable.path", spec.FileName) { DisplayName = "Executable path", IsHighlighted = snapshot.ResourceType != "Project", SortOrder = 1 },
        new("executable.workDir", spec.WorkingDirectory) { DisplayName = "Working directory", IsHighlighted = snapshot.ResourceType != "Project", SortOrder = 2 },
        new("executable.args", spec.Arguments) { DisplayName = "Arguments", IsHighlighted = snapshot.ResourceType != "Project", SortOrder = 3 },
        new("executable.pid", child.Id.Pid) { DisplayName = "Process ID", IsHighlighted = true, SortOrder = 4 })
        with
    {
        State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success),
        StartTimeStamp = started,
        StopTimeStamp = null,
        ExitCode = null,
        IsHidden = alwaysHidden,
        EnvironmentVariables = [.. spec.Environment.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => new EnvironmentVariableSnapshot(v.Key, v.Value, IsFromSpec: true))],
    };

    private async Task EndedAsync(int code)
    {
        var unexpected = !stopping && code != 0;
        var hidden = !stopping && resource.Annotations.OfType<Hidden>().Any(h => h.OnExitCodes?.Contains(code) == true);
        if (unexpected)
        {
            logger.LogError("Resource '{Resource}' ended with exit code {Code}. Its last lines:\n{Lines}", resource.Name, code, string.Join('\n', console.Last(15)));
        }

        await PublishAsync(s => s with
        {
            State = new ResourceStateSnapshot(unexpected ? KnownResourceStates.Exited : KnownResourceStates.Finished, unexpected ? KnownResourceStateStyles.Error : null),
            ExitCode = code,
            StopTimeStamp = DateTime.UtcNow,
            IsHidden = s.IsHidden || hidden,
            HealthReports = [.. s.HealthReports.Select(report => report with { Status = null, Description = null, ExceptionText = null })],
        });
    }

    private async Task WatchHealthAsync(CancellationToken cancel)
    {
        var keys = resource.Annotations.OfType<HealthCheckKey>().Select(check => check.Key).ToHashSet();
        if (keys.Count == 0)
        {
            await Task.Delay(HasProcess ? 0 : Timeout.Infinite, cancel);
            return;
        }

        HealthReportSnapshot[] told = [];
        var toldAt = DateTime.MinValue;
        while (true)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(TimeSpan.FromSeconds(10));
            var report = await health.CheckHealthAsync(registration => keys.Contains(registration.Name), limit.Token);
            cancel.ThrowIfCancellationRequested();
            wasHealthy |= report.Status == HealthStatus.Healthy;
            var now = DateTime.UtcNow;
            HealthReportSnapshot[] reports = [.. report.Entries.Select(e => new HealthReportSnapshot(e.Key, e.Value.Status, e.Value.Description, e.Value.Exception?.ToString()))];

            // The dashboard draws its list anew at each change, and a menu that opens meanwhile may end its session (fluentui-blazor#5078).
            if (!reports.SequenceEqual(told) || now - toldAt >= Retold)
            {
                (told, toldAt) = (reports, now);
                await PublishAsync(s => s with { HealthReports = [.. reports.Select(r => r with { LastRunAt = now })] });
            }

            await Task.Delay(report.Status == HealthStatus.Healthy ? WhenHealthy : wasHealthy ? WhenSick : WhenStarting, cancel);
        }
    }

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) => notifications.PublishUpdateAsync(resource, s =>
    {
        var after = change(s);
        return after with { Urls = Snapshots.Urls(resource, active: after.State?.Text == KnownResourceStates.Running) };
    });
}
