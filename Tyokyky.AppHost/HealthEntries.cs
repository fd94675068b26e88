using System.Collections.Concurrent;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Tyokyky.AppHost;

/// <summary>Shows each entry of a service's /health as a health report of its own, with the command that mends it.</summary>
internal static class HealthEntries
{
    private static readonly string[] Names = ["database", "calls", "event-log", "broker", "subscriptions", "due-work", "partitions", "code-keys"];
    private static readonly TimeSpan AnswerLasts = TimeSpan.FromMilliseconds(500);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(4) };
    private static readonly ConcurrentDictionary<string, (long At, Task<Answer?> Asked)> Answers = new();

    public static IResourceBuilder<ProjectResource> WithHealthEntries(this IResourceBuilder<ProjectResource> project)
    {
        var endpoint = project.GetEndpoint("http");
        foreach (var name in Names)
        {
            var key = $"{project.Resource.Name}-{name}";
            project.ApplicationBuilder.Services.AddHealthChecks().AddAsyncCheck(key, () => EntryAsync(endpoint, name));
            project.WithHealthCheck(key);
        }

        return project;
    }

    private static async Task<HealthCheckResult> EntryAsync(EndpointReference endpoint, string name)
    {
        if (await AskAsync(endpoint.Url) is not { } answer)
        {
            return HealthCheckResult.Unhealthy("The service does not answer.");
        }

        // An entry that a service does not have has nothing to mend.
        return answer.Entries.TryGetValue(name, out var entry)
            ? new HealthCheckResult(Enum.Parse<HealthStatus>(entry.Status), entry.Description)
            : HealthCheckResult.Healthy("Not part of this service.");
    }

    // All entries of a service are asked for at the same moment: one question answers them.
    private static Task<Answer?> AskAsync(string service)
    {
        var now = Environment.TickCount64;
        return Answers.AddOrUpdate(
            service,
            _ => (now, FetchAsync(service)),
            (_, last) => now - last.At < AnswerLasts.TotalMilliseconds ? last : (now, FetchAsync(service))).Asked;
    }

    private static async Task<Answer?> FetchAsync(string service)
    {
        try
        {
            // Unhealthy is answered with an error status and the same body.
            using var response = await Http.GetAsync(new Uri($"{service}/health"));
            return await response.Content.ReadFromJsonAsync<Answer>();
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private sealed record Answer(string Status, Dictionary<string, Entry> Entries);

    private sealed record Entry(string Status, string? Description);
}
