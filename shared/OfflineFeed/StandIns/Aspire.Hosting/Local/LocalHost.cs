using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using DashboardProgram = Aspire.Hosting.Local.Dashboard.DashboardProgram;
using DashboardServer = Aspire.Hosting.Local.Dashboard.DashboardServer;

namespace Aspire.Hosting.Local;

/// <summary>Runs the described application with processes of this machine.</summary>
internal sealed class LocalHost(
    DistributedApplicationModel model,
    LocalHostOptions options,
    DistributedApplicationExecutionContext execution,
    ResourceNotificationService notifications,
    ResourceLoggerService consoles,
    ResourceCommandService commands,
    ChildProcesses children,
    DataFolder data,
    HealthCheckService health,
    IServiceProvider services,
    IConfiguration configuration,
    ILoggerFactory loggers) : IHostedService, IAsyncDisposable
{
    private readonly ILogger logger = loggers.CreateLogger("Aspire.Hosting");
    private readonly List<ResourceRunner> runners = [];
    private readonly SemaphoreSlim turn = new(1, 1);
    private DashboardServer? dashboard;
    private bool started;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        logger.LogInformation(
            "This is the Aspire 13.5.4 stand-in of a closed package feed, not Aspire: programs of this machine instead of containers. Data: {Folder}", data.Path);
        Directory.CreateDirectory(data.Path);
        children.Reap();

        if (!options.DisableDashboard && DashboardProgram.Find(options.AppHostDirectory, configuration) is { } program)
        {
            dashboard = new DashboardServer(model, options, notifications, consoles, commands, configuration);
            var address = await dashboard.StartAsync(cancellationToken);
            model.Resources.Insert(0, DashboardProgram.Describe(program, address, configuration));
        }

        Ports.Allocate(model.Resources, randomize: configuration.GetValue<bool>("DcpPublisher:RandomizePorts"));
        var programs = new Programs(options, execution, data);
        foreach (var resource in model.Resources)
        {
            var runner = new ResourceRunner(
                resource, notifications, consoles.Console(resource.Name), programs, children, health, services, logger);
            runners.Add(runner);
            if (runner.HasProcess)
            {
                resource.Annotations.Add(Instance.New());
            }

            AddLifecycleCommands(runner);
        }

        // A child tells its parent's id, so all have theirs by now.
        foreach (var resource in model.Resources)
        {
            await notifications.PublishUpdateAsync(resource, s => s with
            {
                State = resource.Annotations.OfType<ExplicitStart>().Any() ? KnownResourceStates.NotStarted : s.State,
                Urls = Snapshots.Urls(resource, active: false),
            });
        }

        started = true;
        foreach (var runner in runners.Where(r => r.Resource is not ParameterResource && !r.Resource.Annotations.OfType<ExplicitStart>().Any()))
        {
            await runner.StartAsync(cancellationToken);
        }

        foreach (var parameter in model.Resources.OfType<ParameterResource>())
        {
            await ShowAsync(parameter, cancellationToken);
        }

        if (dashboard is not null)
        {
            _ = AnnounceAsync(cancellationToken);
        }
    }

    private async Task AnnounceAsync(CancellationToken cancel)
    {
        await notifications.WaitForResourceHealthyAsync(DashboardProgram.ResourceName, cancel);
        logger.LogInformation("Login to the dashboard at {Address}", DashboardProgram.LoginAddress(configuration));
    }

    /// <summary>Those who depend on others end first: projects, then servers, then the dashboard.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (!started)
            {
                return;
            }

            started = false;
            foreach (var group in runners.GroupBy(StopOrder).OrderBy(g => g.Key))
            {
                await Task.WhenAll(group.Select(runner => runner.StopAsync(CancellationToken.None)));
            }

            if (dashboard is not null)
            {
                await dashboard.DisposeAsync();
            }

            if (Directory.Exists(Path.Combine(data.Path, "scratch")))
            {
                Directory.Delete(Path.Combine(data.Path, "scratch"), recursive: true);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Registered as itself and as a hosted service, it is disposed twice.
        await StopAsync(CancellationToken.None);
        runners.ForEach(runner => runner.Dispose());
        runners.Clear();
    }

    private static int StopOrder(ResourceRunner runner) => runner.Resource switch
    {
        { Name: DashboardProgram.ResourceName } => 3,
        ContainerResource => 2,
        IResourceWithParent => 1,
        _ => 0,
    };

    private static void AddLifecycleCommands(ResourceRunner runner)
    {
        if (!runner.HasProcess || runner.Resource.Annotations.OfType<NoLifecycleCommands>().Any())
        {
            return;
        }

        Add(KnownResourceCommands.StartCommand, "Start", "Starts the resource.", "Play", IconVariant.Filled, runner.StartAsync, whenUp: false);
        Add(KnownResourceCommands.StopCommand, "Stop", "Stops the resource.", "Stop", IconVariant.Filled, runner.StopAsync, whenUp: true);
        Add(KnownResourceCommands.RestartCommand, "Restart", "Stops the resource and starts it again.", "ArrowCounterclockwise", IconVariant.Regular, runner.RestartAsync, whenUp: true);

        void Add(string name, string displayName, string description, string icon, IconVariant variant, Func<CancellationToken, Task> act, bool whenUp) =>
            runner.Resource.Annotations.Add(new CommandAnnotation(
                name,
                displayName,
                new CommandOptions
                {
                    Description = description,
                    IconName = icon,
                    IconVariant = variant,
                    IsHighlighted = name != KnownResourceCommands.RestartCommand,
                    UpdateState = context => IsUp(context.ResourceSnapshot) == whenUp ? ResourceCommandState.Enabled : ResourceCommandState.Hidden,
                },
                async context =>
                {
                    await act(context.CancellationToken);
                    return CommandResults.Success();
                }));
    }

    private static bool IsUp(CustomResourceSnapshot snapshot) =>
        snapshot.State is { } state && state.Text != KnownResourceStates.NotStarted && !KnownResourceStates.TerminalStates.Contains(state.Text);

    private async Task ShowAsync(ParameterResource parameter, CancellationToken cancel)
    {
        var value = await parameter.GetValueAsync(cancel);
        await notifications.PublishUpdateAsync(parameter, s => s.With(new ResourcePropertySnapshot("Value", value) { IsSensitive = parameter.Secret, IsHighlighted = true })
            with
        {
            State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success),
        });
    }
}
