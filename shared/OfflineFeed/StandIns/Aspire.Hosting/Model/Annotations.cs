using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a wait does when the other resource has ended.</summary>
public enum WaitBehavior
{
    /// <summary>Waits on.</summary>
    WaitOnResourceUnavailable = 0,

    /// <summary>Fails.</summary>
    StopOnResourceUnavailable = 1,
}

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

/// <summary>An address that is shown.</summary>
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>The address.</summary>
    public required string Url { get; set; }

    /// <summary>Its name.</summary>
    public string? DisplayText { get; set; }

    /// <summary>The endpoint that it leads to.</summary>
    public EndpointReference? Endpoint { get; init; }

    /// <summary>Where it is shown.</summary>
    public UrlDisplayLocation DisplayLocation { get; set; }
}

/// <summary>Where an address is shown.</summary>
public enum UrlDisplayLocation
{
    /// <summary>In the list and with the details.</summary>
    SummaryAndDetails = 0,

    /// <summary>With the details.</summary>
    DetailsOnly = 1,
}

internal enum WaitKind
{
    Healthy,
    Completed,
    Started,
}

internal sealed record WaitOn(IResource Resource, WaitKind Kind, int ExitCode = 0) : IResourceAnnotation;

internal sealed record EnvironmentStep(Func<EnvironmentCallbackContext, Task> Fill) : IResourceAnnotation;

internal sealed record ArgumentsStep(Func<CommandLineArgsCallbackContext, Task> Fill) : IResourceAnnotation;

internal sealed record HealthCheckKey(string Key) : IResourceAnnotation;

internal sealed record Related(IResource Resource, string Type) : IResourceAnnotation;

internal sealed record UrlStep(string EndpointName, Action<ResourceUrlAnnotation> Change) : IResourceAnnotation;

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
