using System.Reflection;
using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Local;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using DashboardProgram = Aspire.Hosting.Local.Dashboard.DashboardProgram;

namespace Aspire.Hosting;

internal sealed class ApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder inner;
    private readonly EntryPointHook? hook;

    public ApplicationBuilder(DistributedApplicationOptions options, EntryPointHook? hook)
    {
        this.hook = hook;
        hook?.Creating(options);

        AppHostAssembly = hook?.EntryPoint ?? Assembly.GetEntryAssembly();
        AppHostDirectory = Metadata("apphostprojectpath") ?? Directory.GetCurrentDirectory();

        inner = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = options.Args,
            ContentRootPath = AppHostDirectory,
            EnvironmentName = hook is null ? null : Environments.Development,
            ApplicationName = AppHostAssembly?.GetName().Name,
        });
        inner.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Grpc", LogLevel.Error);

        Default("AppHost:BrowserToken");
        Default("AppHost:OtlpApiKey");
        Default("AppHost:ResourceService:ApiKey");
        Services.AddSingleton(new LocalHostOptions(AppHostDirectory, AppHostAssembly, options.DisableDashboard));
        Services.AddSingleton<IResourceCollection>(Resources);
        Services.AddSingleton<DistributedApplicationModel>();
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton<ResourceLoggerService>();
        Services.AddSingleton<ResourceNotificationService>();
        Services.AddSingleton(services => new ResourceCommandService(services));
        Services.AddSingleton<ChildProcesses>();
        Services.AddSingleton<DataFolder>();
        Services.AddSingleton<LocalHost>();
        Services.AddHostedService(services => services.GetRequiredService<LocalHost>());
        Services.AddHealthChecks().Add(new HealthCheckRegistration(
            DashboardProgram.ResourceName, _ => new HttpHealthCheck(() => DashboardProgram.Address(Configuration), "/login", 200), failureStatus: null, tags: null));
        Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(60));

        hook?.Created(this);
    }

    public ConfigurationManager Configuration => inner.Configuration;

    public string AppHostDirectory { get; }

    public Assembly? AppHostAssembly { get; }

    public IHostEnvironment Environment => inner.Environment;

    public IServiceCollection Services => inner.Services;

    public DistributedApplicationExecutionContext ExecutionContext { get; } = new(DistributedApplicationOperation.Run);

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        hook?.WaitForBuild();
        try
        {
            var application = new DistributedApplication(inner.Build());
            hook?.Built(application);
            return application;
        }
        catch (Exception failure) when (hook is not null)
        {
            hook.Failed(failure);
            throw;
        }
    }

    private string? Metadata(string key) => AppHostAssembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(a => string.Equals(a.Key, key, StringComparison.OrdinalIgnoreCase))?.Value;

    private void Default(string key)
    {
        if (string.IsNullOrEmpty(Configuration[key]))
        {
            Configuration[key] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        }
    }
}

internal sealed class ResourceBuilder<T>(IDistributedApplicationBuilder application, T resource) : IResourceBuilder<T>
    where T : IResource
{
    public IDistributedApplicationBuilder ApplicationBuilder => application;

    public T Resource => resource;

    public IResourceBuilder<T> WithAnnotation<TAnnotation>(TAnnotation annotation, ResourceAnnotationMutationBehavior behavior = ResourceAnnotationMutationBehavior.Append)
        where TAnnotation : IResourceAnnotation
    {
        if (behavior == ResourceAnnotationMutationBehavior.Replace)
        {
            foreach (var earlier in resource.Annotations.OfType<TAnnotation>().ToList())
            {
                resource.Annotations.Remove(earlier);
            }
        }

        resource.Annotations.Add(annotation);
        return this;
    }
}

/// <summary>Lets a test take over what an AppHost's own Main describes; the asynchronous flow that calls Main carries it.</summary>
internal sealed class EntryPointHook(Assembly entryPoint, Action<DistributedApplicationOptions> creating)
{
    private static readonly AsyncLocal<EntryPointHook?> Flowing = new();
    private ApplicationBuilder? pending;
    private readonly TaskCompletionSource<ApplicationBuilder> created = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource build = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> built = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static EntryPointHook? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    public Assembly EntryPoint => entryPoint;

    public TaskCompletionSource EndOfTest { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<ApplicationBuilder> Described => created.Task;

    public void Creating(DistributedApplicationOptions options) => creating(options);

    // The description is complete only when Main asks for the build: until then the builder is Main's.
    public void Created(ApplicationBuilder builder) => pending = builder;

    public void WaitForBuild()
    {
        created.TrySetResult(pending!);
        build.Task.GetAwaiter().GetResult();
    }

    public void Built(DistributedApplication application) => built.TrySetResult(application);

    public void Failed(Exception failure)
    {
        created.TrySetException(failure);
        built.TrySetException(failure);
    }

    public Task<DistributedApplication> BuildAsync()
    {
        build.TrySetResult();
        return built.Task;
    }

    public void Abandon()
    {
        build.TrySetCanceled();
        EndOfTest.TrySetResult();
    }

}
