using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tyokyky.Contracts.Operations.V1;

namespace Tyokyky.AppHost.Operations;

/// <summary>Keeps what an operator wants to know first among each service's details in the dashboard.</summary>
internal sealed class OperationsProperties(
    IReadOnlyList<Service> services, EndpointReference sandbox, ResourceNotificationService notifications) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var client = new SandboxClient(sandbox);
        await Task.WhenAll(services.Select(service => FollowAsync(service, new OperationsClient(service.Project.GetEndpoint("grpc"), client), stoppingToken)));
    }

    private async Task FollowAsync(Service service, OperationsClient operations, CancellationToken cancel)
    {
        var shown = Array.Empty<ResourcePropertySnapshot>();
        while (!cancel.IsCancellationRequested)
        {
            var isRunning = notifications.TryGetCurrentState(service.Name, out var now) && now.Snapshot.State?.Text == KnownResourceStates.Running;
            var status = isRunning ? await StatusAsync(operations, cancel) : null;
            if (status is not null || !isRunning)
            {
                // What a resource that has ended told last is no longer so.
                var properties = status is null ? [] : PropertiesOf(status).ToArray();
                if (!properties.SequenceEqual(shown))
                {
                    shown = properties;
                    await notifications.PublishUpdateAsync(service.Project.Resource, snapshot => snapshot with
                    {
                        Properties = [.. snapshot.Properties.Where(p => !p.Name.StartsWith("tyokyky.", StringComparison.Ordinal)), .. properties],
                    });
                }
            }

            await Task.Delay(Interval, cancel).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    // A service or Sandbox that is not up yet has nothing to show; its state says so already.
    private static async Task<GetStatusResponse?> StatusAsync(OperationsClient operations, CancellationToken cancel)
    {
        try
        {
            return await operations.AskAsync((c, o) => c.GetStatusAsync(new GetStatusRequest(), o), Patience, cancel);
        }
        catch (Exception failure) when (failure is RpcException or HttpRequestException or InvalidOperationException or OperationCanceledException)
        {
            return null;
        }
    }

    private static IEnumerable<ResourcePropertySnapshot> PropertiesOf(GetStatusResponse status)
    {
        var lag = status.Subscriptions.Where(s => s.Lag is not null).Select(s => s.Lag.ToTimeSpan()).DefaultIfEmpty().Max();
        var behind = status.Subscriptions.Select(s => s.LagFacts).DefaultIfEmpty().Max();
        return
        [
            // Aspire asks a healthy resource for its health every half minute only.
            Property(0, "health", "Health", Health(status)),
            Property(1, "version", "Version", status.Version),
            Property(2, "schema", "Schema", string.Join(", ", status.Schema.Select(s => $"{s.Component} {s.Migration}"))),
            Property(3, "log", "Log head, published", $"{status.Log?.HeadPosition ?? 0}, {status.Log?.PublishedPosition ?? 0}"),
            Property(4, "lag", "Worst lag", status.Subscriptions.Count == 0 ? "no subscriptions" : $"{lag.TotalSeconds:0.0} s, {behind} facts"),
            Property(5, "parked", "Parked facts", $"{status.Subscriptions.Sum(s => s.ParkedFacts)}"),
            Property(6, "due", "Oldest due work", status.DueWork?.OldestDueAt is { } due ? Markdown.Text(due) : "none"),
        ];
    }

    private static string Health(GetStatusResponse status) =>
        string.Join(
            "; ",
            status.Health.Where(entry => entry.Status != HealthStatus.Healthy).Select(entry => $"{entry.Name}: {entry.Description}")) is { Length: > 0 } unwell
            ? unwell
            : "healthy";

    private static ResourcePropertySnapshot Property(int order, string name, string title, string value) =>
        new($"tyokyky.{name}", value) { DisplayName = title, IsHighlighted = true, SortOrder = 10 + order };
}

internal static class OperationsPropertiesExtensions
{
    public static void ShowOperationsOf(this IDistributedApplicationBuilder builder, IReadOnlyList<Service> services, EndpointReference sandbox) =>
        builder.Services.AddHostedServiceFirst(provider =>
            new OperationsProperties(services, sandbox, provider.GetRequiredService<ResourceNotificationService>()));
}
