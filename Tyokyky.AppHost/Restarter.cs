using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tyokyky.Run;

namespace Tyokyky.AppHost;

/// <summary>
/// Starts again what ended by itself, which Aspire leaves ended: not what a person stopped, nor while the data is reset or all of it stops. What it
/// does stands in the resource's console log, among its details, and behind its state in the file of <see cref="ResourceLogs"/>, where ./run finds it.
/// </summary>
internal sealed class Restarter(
    IReadOnlyList<IResource> resources, TimeProvider time, ResourceNotificationService notifications, ResourceLoggerService loggers,
    ResourceCommandService commands, IHostApplicationLifetime lifetime) : BackgroundService
{
    private const string Next = "restarts.next";
    private const string Ends = "restarts.ends";

    private readonly Lock gate = new();
    private readonly Dictionary<IResource, Part> parts = resources.ToDictionary(resource => resource, _ => new Part(new Restarts(time)));
    private int holds;

    /// <summary>What is done about the end that a snapshot shows, to stand behind its state; empty for a resource that nobody starts again.</summary>
    public static string NextOf(CustomResourceSnapshot snapshot) => snapshot.Properties.FirstOrDefault(p => p.Name == Next)?.Value as string ?? "";

    /// <summary>Nothing is started until this is disposed: who holds stops and starts on purpose.</summary>
    public IDisposable Hold()
    {
        lock (gate)
        {
            holds++;
            foreach (var part in parts.Values)
            {
                part.Planned = null;
            }
        }

        return new Held(this);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // It is stopped last of all, after the resources: only by the host's own word it knows that they end on purpose.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        try
        {
            await foreach (var change in notifications.WatchAsync(stopping.Token))
            {
                if (parts.TryGetValue(change.Resource, out var part))
                {
                    await FollowAsync(change.Resource, part, change.Snapshot, stopping.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // All of it stops.
        }
    }

    private async Task FollowAsync(IResource resource, Part part, CustomResourceSnapshot now, CancellationToken cancel)
    {
        if (EndedByItself(part, now.State?.Text))
        {
            await PlanAsync(resource, part, now.ExitCode, cancel);
        }
        else if (now.State?.Text == KnownResourceStates.Running && NextOf(now).Length > 0)
        {
            await ShowAsync(resource, (Next, "", ""));
        }
    }

    private bool EndedByItself(Part part, string? state)
    {
        lock (gate)
        {
            var served = part.Serves;
            if (state == KnownResourceStates.Waiting || state == KnownResourceStates.Starting || state == KnownResourceStates.Running)
            {
                (part.Serves, part.Planned) = (true, null);
            }
            else if (state == KnownResourceStates.Stopping)
            {
                (part.Serves, part.Planned) = (false, null);
            }
            else if (state == KnownResourceStates.Finished || state == KnownResourceStates.FailedToStart)
            {
                part.Serves = false;
                return served && holds == 0;
            }

            return false;
        }
    }

    private async Task PlanAsync(IResource resource, Part part, int? exitCode, CancellationToken cancel)
    {
        var wait = part.Restarts.NextWait();
        var words = part.Restarts.Words(wait);
        var code = exitCode?.ToString(CultureInfo.InvariantCulture) ?? "none";
        loggers.GetLogger(resource).LogWarning("Ended by itself, exit code {ExitCode}{Words}", code, words);
        await ShowAsync(
            resource,
            (Next, "After its end", words),
            (Ends, "Ended by itself", string.Create(
                CultureInfo.InvariantCulture, $"{part.Restarts.Count} in 10 minutes, last at {time.GetUtcNow():yyyy-MM-dd HH:mm:ss}Z, exit code {code}")));
        if (wait is { } soon)
        {
            var plan = new object();
            lock (gate)
            {
                part.Planned = plan;
            }

            _ = StartAsync(resource, part, plan, soon, cancel);
        }
    }

    private async Task StartAsync(IResource resource, Part part, object plan, TimeSpan wait, CancellationToken cancel)
    {
        await Task.Delay(wait, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate)
        {
            // Somebody was quicker, or holds everything still.
            if (part.Planned != plan || cancel.IsCancellationRequested)
            {
                return;
            }
        }

        var result = await commands.ExecuteCommandAsync(resource, KnownResourceCommands.StartCommand, cancel);
        if (!result.Success && !cancel.IsCancellationRequested)
        {
            loggers.GetLogger(resource).LogError("It could not be started again: {Why}", result.Message);
        }
    }

    private Task ShowAsync(IResource resource, params (string Name, string Title, string Value)[] shown) =>
        notifications.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            Properties =
            [
                .. snapshot.Properties.Where(p => !shown.Any(s => s.Name == p.Name)),
                .. shown.Where(s => s.Value.Length > 0)
                    .Select(s => new ResourcePropertySnapshot(s.Name, s.Value) { DisplayName = s.Title, IsHighlighted = true, SortOrder = 20 }),
            ],
        });

    private sealed class Part(Restarts restarts)
    {
        public Restarts Restarts => restarts;

        /// <summary>It runs, or is about to, and nobody has told it to stop.</summary>
        public bool Serves { get; set; }

        /// <summary>The start that will come, unless another takes its place.</summary>
        public object? Planned { get; set; }
    }

    private sealed class Held(Restarter restarter) : IDisposable
    {
        public void Dispose()
        {
            lock (restarter.gate)
            {
                restarter.holds--;
            }
        }
    }
}

internal static class RestarterExtensions
{
    public static void StartAgainWhatEnds(this IDistributedApplicationBuilder builder, IReadOnlyList<IResourceBuilder<ProjectResource>> projects)
    {
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<Restarter>(
            services, (IReadOnlyList<IResource>)[.. projects.Select(project => project.Resource)], TimeProvider.System));
        builder.Services.AddHostedServiceFirst(services => services.GetRequiredService<Restarter>());
    }
}
