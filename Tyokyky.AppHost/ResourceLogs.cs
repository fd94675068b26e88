using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Tyokyky.AppHost;

/// <summary>Keeps what each resource said and became in a file of its name, so that it can be read when the dashboard is not, or no more.</summary>
internal sealed class ResourceLogs(string folder, ResourceNotificationService notifications, ResourceLoggerService loggers) : BackgroundService
{
    private readonly ConcurrentDictionary<string, StreamWriter> files = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var states = new Dictionary<string, string>();
        var consoles = new List<Task>();
        try
        {
            await foreach (var change in notifications.WatchAsync(stoppingToken))
            {
                if (change.Resource is ParameterResource)
                {
                    continue;
                }

                var name = change.Resource.Name;
                if (!states.ContainsKey(name))
                {
                    consoles.Add(CopyAsync(name, change.ResourceId, stoppingToken));
                }

                var state = Describe(change.Snapshot);
                if (state.Length > 0 && states.GetValueOrDefault(name) != state)
                {
                    Write(name, $"== {state}");
                }

                states[name] = state;
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(consoles);
        }
        finally
        {
            foreach (var file in files.Values)
            {
                await file.DisposeAsync();
            }
        }
    }

    private async Task CopyAsync(string name, string resourceId, CancellationToken cancel)
    {
        try
        {
            await foreach (var batch in loggers.WatchAsync(resourceId).WithCancellation(cancel))
            {
                foreach (var line in batch)
                {
                    Write(name, line.Content);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private void Write(string name, string line)
    {
        var file = files.GetOrAdd(name, _ => new StreamWriter(Path.Combine(folder, $"{name}.log"), append: false) { AutoFlush = true });
        lock (file)
        {
            file.WriteLine(line);
        }
    }

    private static string Describe(CustomResourceSnapshot snapshot)
    {
        var state = snapshot.State?.Text ?? "";
        return !KnownResourceStates.TerminalStates.Contains(state) ? state
            : string.Create(CultureInfo.InvariantCulture, $"{state}{(snapshot.ExitCode is { } code ? $", exit code {code}" : "")}{Restarter.NextOf(snapshot)}");
    }
}

internal static class ResourceLogsExtensions
{
    public static void KeepResourceLogs(this IDistributedApplicationBuilder builder, string folder) =>
        builder.Services.AddHostedServiceFirst(services => new ResourceLogs(
            folder, services.GetRequiredService<ResourceNotificationService>(), services.GetRequiredService<ResourceLoggerService>()));
}
