using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Fills the environment of a resource that is about to start.</summary>
public class EnvironmentCallbackContext
{
    /// <summary>Takes what there is so far.</summary>
    public EnvironmentCallbackContext(DistributedApplicationExecutionContext executionContext, IResource resource, Dictionary<string, object>? environmentVariables = null, CancellationToken cancellationToken = default)
    {
        ExecutionContext = executionContext;
        Resource = resource;
        EnvironmentVariables = environmentVariables ?? [];
        CancellationToken = cancellationToken;
    }

    /// <summary>How the application runs.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>The resource.</summary>
    public IResource Resource { get; }

    /// <summary>Texts, or values that are resolved.</summary>
    public Dictionary<string, object> EnvironmentVariables { get; }

    /// <summary>Ends when the application does.</summary>
    public CancellationToken CancellationToken { get; }
}

/// <summary>Fills the arguments of a resource that is about to start.</summary>
public sealed class CommandLineArgsCallbackContext
{
    /// <summary>Takes what there is so far.</summary>
    public CommandLineArgsCallbackContext(IList<object> args, IResource resource, CancellationToken cancellationToken = default)
    {
        Args = args;
        Resource = resource;
        CancellationToken = cancellationToken;
    }

    /// <summary>Texts, or values that are resolved.</summary>
    public IList<object> Args { get; }

    /// <summary>The resource.</summary>
    public IResource Resource { get; }

    /// <summary>Ends when the application does.</summary>
    public CancellationToken CancellationToken { get; }
}

internal enum WaitKind
{
    Healthy,
    Completed,
}

internal sealed record WaitOn(IResource Resource, WaitKind Kind, int ExitCode = 0) : IResourceAnnotation;

internal sealed record EnvironmentStep(Func<EnvironmentCallbackContext, Task> Fill) : IResourceAnnotation;

internal sealed record ArgumentsStep(Func<CommandLineArgsCallbackContext, Task> Fill) : IResourceAnnotation;

internal sealed record HealthCheckKey(string Key) : IResourceAnnotation;

internal sealed record Related(IResource Resource, string Type) : IResourceAnnotation;

internal sealed record Icon(string Name, IconVariant Variant) : IResourceAnnotation;

internal sealed record ExplicitStart : IResourceAnnotation;

internal sealed record Hidden(IReadOnlyList<int>? OnExitCodes) : IResourceAnnotation;

internal sealed record NoLifecycleCommands : IResourceAnnotation;

/// <summary>The project file behind a project resource, and what was said when it was added.</summary>
internal sealed record ProjectFile(IProjectMetadata Metadata, ProjectResourceOptions Options) : IResourceAnnotation;

/// <summary>How a resource looks before anything happened.</summary>
internal sealed record Appearance(string ResourceType, IReadOnlyList<ResourcePropertySnapshot> Properties) : IResourceAnnotation;

/// <summary>A resource without a process: what makes it exist, once those that it waits for are there.</summary>
internal sealed record Activation(Func<IServiceProvider, ILogger, CancellationToken, Task> Run) : IResourceAnnotation;
