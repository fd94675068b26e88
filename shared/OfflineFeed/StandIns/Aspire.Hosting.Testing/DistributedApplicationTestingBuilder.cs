using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>An AppHost's description in the hands of a test.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    /// <summary>Configuration of the AppHost.</summary>
    new ConfigurationManager Configuration { get; }

    /// <summary>Services of the AppHost.</summary>
    new IServiceCollection Services { get; }

    /// <summary>The resources.</summary>
    new IResourceCollection Resources { get; }

    /// <summary>Ends the description.</summary>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}

/// <summary>Runs an AppHost's own Main up to its Build. Ports are random and there is no dashboard, unless the arguments say otherwise.</summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Takes the AppHost that a type belongs to, with arguments.</summary>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class
    {
        var assembly = typeof(TEntryPoint).Assembly;
        var hook = new EntryPointHook(assembly, options =>
        {
            options.DisableDashboard = true;
            options.Args = ["--DcpPublisher:RandomizePorts=true", .. options.Args ?? [], .. args];
        });

        var main = assembly.EntryPoint ?? throw new InvalidOperationException($"{assembly} has no entry point.");
        new Thread(() => Run(main, args, hook)) { IsBackground = true, Name = "AppHost's Main" }.Start();
        var described = await hook.Described.WaitAsync(cancellationToken);
        return new TestingBuilder(described, hook);
    }

    private static void Run(MethodInfo main, string[] args, EntryPointHook hook)
    {
        EntryPointHook.Current = hook;
        try
        {
            var result = main.Invoke(null, main.GetParameters().Length == 0 ? [] : [args]);
            (result as Task)?.GetAwaiter().GetResult();
        }
        catch (TargetInvocationException failure)
        {
            hook.Failed(failure.InnerException!);
        }
#pragma warning disable CA1031 // Handed to the test.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            hook.Failed(failure);
        }
    }
}

internal sealed class TestingBuilder(IDistributedApplicationBuilder described, EntryPointHook hook) : IDistributedApplicationTestingBuilder
{
    public ConfigurationManager Configuration => described.Configuration;

    public string AppHostDirectory => described.AppHostDirectory;

    public Assembly? AppHostAssembly => described.AppHostAssembly;

    public IHostEnvironment Environment => described.Environment;

    public IServiceCollection Services => described.Services;

    public DistributedApplicationExecutionContext ExecutionContext => described.ExecutionContext;

    public IResourceCollection Resources => described.Resources;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource => described.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => described.CreateResourceBuilder(resource);

    public DistributedApplication Build() => BuildAsync().GetAwaiter().GetResult();

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) => hook.BuildAsync().WaitAsync(cancellationToken);

    public void Dispose() => hook.Abandon();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
