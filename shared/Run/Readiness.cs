namespace Tyokyky.Run;

/// <summary>Waits until every part of the suite says that it is ready, and says so of each.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task WaitAsync(Suite suite, AppHostProcess appHost, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };

        var waits = Parts(suite).ToDictionary(part => part.Name, part => UntilReadyAsync(http, part.Name, part.Address, limit.Token));
        var all = Task.WhenAll(waits.Values);
        await Task.WhenAny(all, appHost.Exited);

        if (!all.IsCompleted)
        {
            await limit.CancelAsync();
            throw new StartFailure("The AppHost ended before the suite was ready.");
        }

        cancel.ThrowIfCancellationRequested();
        if (waits.Where(wait => !wait.Value.IsCompletedSuccessfully).Select(wait => wait.Key).ToList() is { Count: > 0 } missing)
        {
            throw new StartFailure($"Not ready after {Patience.TotalMinutes:0} minutes: {string.Join(", ", missing)}.");
        }
    }

    private static IEnumerable<(string Name, Uri Address)> Parts(Suite suite) =>
    [
        ("dashboard", suite.Dashboard),
        ("sandbox", new Uri(suite.Sandbox, "/health")),
        .. Suite.Services.Select(service => (service, new Uri(suite.Http(service), "/health"))),
    ];

    private static async Task UntilReadyAsync(HttpClient http, string name, Uri address, CancellationToken cancel)
    {
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

            await Task.Delay(TimeSpan.FromMilliseconds(200), cancel);
        }
    }
}

/// <summary>The suite did not come up; the AppHost's own words follow.</summary>
internal sealed class StartFailure(string message) : Exception(message);
