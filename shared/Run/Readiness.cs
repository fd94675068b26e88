using Spectre.Console;

namespace Tyokyky.Run;

/// <summary>Waits until every part of the suite says that it is ready, and says so of each; ends early when one can't become so.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    public static async Task WaitAsync(Suite suite, AppHostProcess appHost, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        var waits = Parts(suite).ToDictionary(part => part.Name, part => UntilReadyAsync(part.Name, part.Address, limit.Token));
        if (AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected)
        {
            await AnsiConsole.Status().StartAsync("Starting", status => WatchAsync(appHost, waits, text => status.Status(text), limit));
        }
        else
        {
            await WatchAsync(appHost, waits, _ => { }, limit);
        }

        cancel.ThrowIfCancellationRequested();
        if (Missing(waits) is { Count: > 0 } missing)
        {
            throw new StartFailure(appHost.HasExited
                ? "The AppHost ended before the suite was ready."
                : appHost.Resources.Any(resource => resource.HasFailed)
                    ? $"It will not become ready: {string.Join(", ", appHost.Resources.Where(resource => resource.HasFailed).Select(resource => $"{resource.Name} is {resource.State}"))}."
                    : $"Not ready after {Patience.TotalMinutes:0} minutes: {string.Join(", ", missing)}.");
        }
    }

    private static async Task WatchAsync(AppHostProcess appHost, Dictionary<string, Task> waits, Action<string> show, CancellationTokenSource limit)
    {
        var all = Task.WhenAll(waits.Values);
        while (!all.IsCompleted && !appHost.HasExited && !appHost.Resources.Any(resource => resource.HasFailed))
        {
            show($"Waiting for {string.Join(", ", Missing(waits))}");
            await Task.WhenAny(all, Task.Delay(Look));
        }

        if (!all.IsCompleted)
        {
            await limit.CancelAsync();
        }
    }

    private static List<string> Missing(Dictionary<string, Task> waits) =>
        [.. waits.Where(wait => !wait.Value.IsCompletedSuccessfully).Select(wait => wait.Key)];

    private static IEnumerable<(string Name, Uri Address)> Parts(Suite suite) =>
    [
        ("dashboard", suite.Dashboard),
        ("sandbox", new Uri(suite.Sandbox, "/health")),
        .. Suite.Services.Select(service => (service, new Uri(suite.Http(service), "/health"))),
    ];

    private static async Task UntilReadyAsync(string name, Uri address, CancellationToken cancel)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        while (true)
        {
            try
            {
                using var response = await http.GetAsync(address, cancel);
                if (response.IsSuccessStatusCode)
                {
                    Progress.Say($"{name} is ready");
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }
            catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
            {
                // listening, and not answering yet
            }

            await Task.Delay(Look, cancel);
        }
    }
}

/// <summary>The suite did not come up; the resources' and the AppHost's own words follow.</summary>
internal sealed class StartFailure(string message) : Exception(message);
