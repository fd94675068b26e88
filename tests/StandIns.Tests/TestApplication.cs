using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Local;
using Microsoft.Extensions.DependencyInjection;

namespace Tyokyky.StandIns.Tests;

/// <summary>A described application on a folder of its own, ended and removed with the test.</summary>
internal sealed class TestApplication : IAsyncDisposable
{
    private DistributedApplication? application;

    private TestApplication(string folder) => Folder = folder;

    public string Folder { get; }

    public ResourceNotificationService Notifications => application!.ResourceNotifications;

    public ResourceCommandService Commands => application!.ResourceCommands;

    /// <summary>A place that PostgreSQL's user may enter.</summary>
    public static string NewFolder() => Directory.CreateDirectory(Path.Combine("/var/tmp", $"stand-ins-{Guid.NewGuid():n}")).FullName;

    public static async Task<TestApplication> StartAsync(Action<IDistributedApplicationBuilder> describe, string? folder = null)
    {
        var test = new TestApplication(folder ?? NewFolder());
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            DisableDashboard = true,
            Args = ["--DcpPublisher:RandomizePorts=true", $"--Data:Folder={test.Folder}"],
        });
        describe(builder);
        test.application = builder.Build();
        await test.application.StartAsync();
        return test;
    }

    public ResourceEvent Known(string resource) =>
        Notifications.TryGetCurrentState(resource, out var known) ? known : throw new ArgumentException($"There is no resource '{resource}'.", nameof(resource));

    public async Task<CustomResourceSnapshot> ReachesAsync(string resource, string state)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return (await Notifications.WaitForResourceAsync(resource, change => change.Snapshot.State?.Text == state, limit.Token)).Snapshot;
    }

    public async Task<CustomResourceSnapshot> IsHealthyAsync(string resource)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return (await Notifications.WaitForResourceHealthyAsync(resource, limit.Token)).Snapshot;
    }

    public async Task<IReadOnlyList<string>> ConsoleAsync(string resource)
    {
        var lines = new List<string>();
        await foreach (var batch in application!.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(resource))
        {
            lines.AddRange(batch.Select(line => line.Content));
        }

        return lines;
    }

    public static int ProcessOf(CustomResourceSnapshot snapshot) =>
        Convert.ToInt32(snapshot.Properties.Single(p => p.Name == "executable.pid").Value, CultureInfo.InvariantCulture);

    public static bool IsAlive(int process) => ProcessId.Of(process)?.IsAlive == true;

    public async ValueTask DisposeAsync()
    {
        await application!.DisposeAsync();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(Folder, recursive: true);
                return;
            }
            catch (IOException) when (attempt < 50)
            {
                // A child of a server that was killed may still be writing its last file.
                await Task.Delay(100);
            }
        }
    }
}
