using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>The application: all its resources, run together.</summary>
public class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost host;

    /// <summary>Takes a built host.</summary>
    public DistributedApplication(IHost host) => this.host = host;

    /// <summary>The application's services.</summary>
    public IServiceProvider Services => host.Services;

    /// <summary>How every resource is.</summary>
    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>Commands to resources.</summary>
    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    /// <summary>Begins a description, with command-line arguments as configuration.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(new DistributedApplicationOptions { Args = args });

    /// <summary>Begins a description.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => new ApplicationBuilder(options, EntryPointHook.Current);

    /// <summary>Starts everything and waits for the end.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Starts everything and waits for the end.</summary>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (EntryPointHook.Current is { } hook)
        {
            await hook.EndOfTest.Task.WaitAsync(cancellationToken);
            return;
        }

        await host.RunAsync(cancellationToken);
    }

    /// <summary>Starts everything.</summary>
    public virtual Task StartAsync(CancellationToken cancellationToken = default) => host.StartAsync(cancellationToken);

    /// <summary>Ends everything.</summary>
    public virtual Task StopAsync(CancellationToken cancellationToken = default) => host.StopAsync(cancellationToken);

    Task IHost.StartAsync(CancellationToken cancellationToken) => StartAsync(cancellationToken);

    Task IHost.StopAsync(CancellationToken cancellationToken) => StopAsync(cancellationToken);

    /// <summary>Ends everything.</summary>
    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends everything.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await Services.GetRequiredService<LocalHost>().StopAsync(CancellationToken.None);
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
        else
        {
            host.Dispose();
        }

        GC.SuppressFinalize(this);
    }
}

/// <summary>What a description begins with.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>Command-line arguments, read as configuration.</summary>
    public string[]? Args { get; set; }

    /// <summary>Leaves out the dashboard.</summary>
    public bool DisableDashboard { get; set; }
}

/// <summary>The description can't be run, or what was waited for can't come.</summary>
public class DistributedApplicationException : Exception
{
    /// <summary>Without a word.</summary>
    public DistributedApplicationException()
    {
    }

    /// <summary>Says why.</summary>
    public DistributedApplicationException(string message)
        : base(message)
    {
    }

    /// <summary>Says why.</summary>
    public DistributedApplicationException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>What the description is used for.</summary>
public enum DistributedApplicationOperation
{
    /// <summary>To run.</summary>
    Run = 0,
}

/// <summary>How the application runs.</summary>
public class DistributedApplicationExecutionContext
{
    /// <summary>Says what for.</summary>
    public DistributedApplicationExecutionContext(DistributedApplicationOperation operation) => Operation = operation;

    /// <summary>What for.</summary>
    public DistributedApplicationOperation Operation { get; }

    /// <summary>To run.</summary>
    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;
}
