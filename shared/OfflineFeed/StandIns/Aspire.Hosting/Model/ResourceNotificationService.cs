using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Knows how every resource is, and tells those who want to know.</summary>
public class ResourceNotificationService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceEvent> current = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Channel<ResourceEvent>> watchers = [];
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stopping;

    /// <summary>Created by the application.</summary>
    public ResourceNotificationService(ILogger<ResourceNotificationService> logger, IHostApplicationLifetime hostApplicationLifetime, IServiceProvider serviceProvider, ResourceLoggerService resourceLoggerService)
    {
        ArgumentNullException.ThrowIfNull(hostApplicationLifetime);
        stopping = CancellationTokenSource.CreateLinkedTokenSource(hostApplicationLifetime.ApplicationStopped);
    }

    /// <summary>Every resource as it is now, and then every change.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping.Token);
        var channel = Channel.CreateUnbounded<ResourceEvent>();
        lock (gate)
        {
            foreach (var known in current.Values)
            {
                channel.Writer.TryWrite(known);
            }

            watchers.Add(channel);
        }

        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(either.Token))
            {
                yield return change;
            }
        }
        finally
        {
            lock (gate)
            {
                watchers.Remove(channel);
            }
        }
    }

    /// <summary>Changes what is known about a resource.</summary>
    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(stateFactory);
        var resourceId = Local.Instance.ResourceIdOf(resource);
        lock (gate)
        {
            var before = current.TryGetValue(resourceId, out var known) ? known.Snapshot : Local.Snapshots.Initial(resource);
            var after = stateFactory(before);
            after = after with { Commands = Local.Snapshots.Commands(resource, after) };
            var change = new ResourceEvent(resource, resourceId, after);
            current[resourceId] = change;
            foreach (var watcher in watchers)
            {
                watcher.Writer.TryWrite(change);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>How a resource is now; found by its id or its name.</summary>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        if (!current.TryGetValue(resourceId, out resourceEvent))
        {
            resourceEvent = current.Values.FirstOrDefault(known => string.Equals(known.Resource.Name, resourceId, StringComparison.OrdinalIgnoreCase));
        }

        return resourceEvent is not null;
    }

    /// <summary>Waits until a resource is as the predicate says.</summary>
    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        await foreach (var change in WatchAsync(cancellationToken))
        {
            if (string.Equals(change.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase) && predicate(change))
            {
                return change;
            }
        }

        throw new OperationCanceledException($"The application stopped while resource '{resourceName}' was waited for.");
    }

    /// <summary>Waits until a resource is in one of the states, and tells which.</summary>
    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var states = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var reached = await WaitForResourceAsync(resourceName, change => change.Snapshot.State is { } state && states.Contains(state.Text), cancellationToken);
        return reached.Snapshot.State!.Text;
    }

    /// <summary>Waits until a resource runs and is healthy; fails if it ends first.</summary>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default)
    {
        var reached = await WaitForResourceAsync(resourceName, change => change.Snapshot.HealthStatus == HealthStatus.Healthy || HasEnded(change), cancellationToken);
        return HasEnded(reached) ? throw Ended(reached) : reached;
    }

    /// <summary>Stops telling.</summary>
    public void Dispose()
    {
        stopping.Cancel();
        GC.SuppressFinalize(this);
    }

    internal static bool HasEnded(ResourceEvent change) =>
        change.Snapshot.State is { } state && KnownResourceStates.TerminalStates.Contains(state.Text);

    internal static DistributedApplicationException Ended(ResourceEvent change) =>
        new($"Resource '{change.Resource.Name}' is {change.Snapshot.State!.Text}{(change.Snapshot.ExitCode is { } code ? $" with exit code {code}" : "")}; its console log says why.");
}
