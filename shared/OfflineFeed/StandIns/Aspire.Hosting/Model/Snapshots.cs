using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource at one moment.</summary>
public sealed record CustomResourceSnapshot()
{
    /// <summary>What kind of resource it is.</summary>
    public required string ResourceType { get; init; }

    /// <summary>What else there is to say about it.</summary>
    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>When it came to be.</summary>
    public DateTime? CreationTimeStamp { get; init; }

    /// <summary>When it was last started.</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>When it last ended.</summary>
    public DateTime? StopTimeStamp { get; init; }

    /// <summary>What it is doing.</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>What its program ended with.</summary>
    public int? ExitCode { get; init; }

    /// <summary>How it is, from its reports; unknown unless it runs.</summary>
    public HealthStatus? HealthStatus => State?.Text != KnownResourceStates.Running ? null
        : HealthReports.Length == 0 ? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
        : HealthReports.Min(report => report.Status) is { } worst && HealthReports.All(report => report.Status is not null) ? worst
        : Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy;

    /// <summary>How each of its checks went.</summary>
    public ImmutableArray<HealthReportSnapshot> HealthReports { get; internal init; } = [];

    /// <summary>Its environment.</summary>
    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    /// <summary>Its addresses.</summary>
    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    /// <summary>Its commands.</summary>
    public ImmutableArray<ResourceCommandSnapshot> Commands { get; init; } = [];

    /// <summary>How it stands to others.</summary>
    public ImmutableArray<RelationshipSnapshot> Relationships { get; init; } = [];

    /// <summary>Whether it is left out of lists.</summary>
    public bool IsHidden { get; init; }

    /// <summary>A Fluent UI icon.</summary>
    public string? IconName { get; init; }

    /// <summary>The icon's shape.</summary>
    public IconVariant? IconVariant { get; init; }
}

/// <summary>What a resource is doing.</summary>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    /// <summary>A state without a style of its own.</summary>
    public static implicit operator ResourceStateSnapshot?(string? s) => s is null ? null : new(s, null);
}

/// <summary>Something to say about a resource.</summary>
public sealed record ResourcePropertySnapshot(string Name, object? Value)
{
    /// <summary>The name as shown.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Whether it is kept from sight.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Whether it is shown without being asked for.</summary>
    public bool IsHighlighted { get; init; }

    /// <summary>Its place; lower comes first.</summary>
    public int? SortOrder { get; init; }
}

/// <summary>An environment variable.</summary>
public sealed record EnvironmentVariableSnapshot(string Name, string? Value, bool IsFromSpec);

/// <summary>An address.</summary>
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal)
{
    /// <summary>Whether nothing answers there now.</summary>
    public bool IsInactive { get; init; }

    /// <summary>How it is shown.</summary>
    public UrlDisplayPropertiesSnapshot DisplayProperties { get; init; } = new();
}

/// <summary>How an address is shown.</summary>
public sealed record UrlDisplayPropertiesSnapshot(string DisplayName = "", int SortOrder = 0);

/// <summary>How a resource stands to another.</summary>
public sealed record RelationshipSnapshot(string ResourceName, string Type);

/// <summary>How a health check went.</summary>
public sealed record HealthReportSnapshot(string Name, HealthStatus? Status, string? Description, string? ExceptionText)
{
    /// <summary>When.</summary>
    public DateTime? LastRunAt { get; init; }
}

/// <summary>A command as shown.</summary>
public sealed record ResourceCommandSnapshot(string Name, ResourceCommandState State, string DisplayName, string? DisplayDescription, object? Parameter, string? ConfirmationMessage, string? IconName, IconVariant? IconVariant, bool IsHighlighted)
{
    /// <summary>What it asks for.</summary>
    public IReadOnlyList<InteractionInput> Arguments { get; init; } = [];
}

/// <summary>What resources do.</summary>
public static class KnownResourceStates
{
    /// <summary>Ended by itself, with an error.</summary>
    public static readonly string Exited = "Exited";

    /// <summary>Could not be started.</summary>
    public static readonly string FailedToStart = "FailedToStart";

    /// <summary>Ended.</summary>
    public static readonly string Finished = "Finished";

    /// <summary>Is not to start before it is told to.</summary>
    public static readonly string NotStarted = "NotStarted";

    /// <summary>Runs.</summary>
    public static readonly string Running = "Running";

    /// <summary>Is being started.</summary>
    public static readonly string Starting = "Starting";

    /// <summary>Is being stopped.</summary>
    public static readonly string Stopping = "Stopping";

    /// <summary>Waits for others.</summary>
    public static readonly string Waiting = "Waiting";

    /// <summary>Those out of which nothing comes by itself.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];
}

/// <summary>How states look.</summary>
public static class KnownResourceStateStyles
{
    /// <summary>Bad.</summary>
    public static readonly string Error = "error";

    /// <summary>Good.</summary>
    public static readonly string Success = "success";
}

/// <summary>A change of a resource.</summary>
public class ResourceEvent
{
    /// <summary>Records the change.</summary>
    public ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
    {
        Resource = resource;
        ResourceId = resourceId;
        Snapshot = snapshot;
    }

    /// <summary>The resource.</summary>
    public IResource Resource { get; }

    /// <summary>The resource's id: its name and, if it has a program, the instance's.</summary>
    public string ResourceId { get; }

    /// <summary>The resource after it.</summary>
    public CustomResourceSnapshot Snapshot { get; }
}
