using System.Collections;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Google.Protobuf.WellKnownTypes;

namespace Aspire.Hosting.Local.Dashboard;

/// <summary>Writes a resource as the dashboard reads it.</summary>
internal static class ProtoResources
{
    public static Resource Of(ResourceEvent change)
    {
        var snapshot = change.Snapshot;
        var resource = new Resource
        {
            Name = change.ResourceId,
            DisplayName = change.Resource.Name,
            Uid = change.ResourceId,
            ResourceType = snapshot.ResourceType,
            CreatedAt = Time(snapshot.CreationTimeStamp ?? DateTime.UnixEpoch),
            IsHidden = snapshot.IsHidden,
            SupportsDetailedTelemetry = true,
        };
        if (snapshot.State is { } state)
        {
            resource.State = state.Text;
            resource.StateStyle = state.Style ?? "";
        }

        if (snapshot.StartTimeStamp is { } started)
        {
            resource.StartedAt = Time(started);
        }

        if (snapshot.StopTimeStamp is { } stopped)
        {
            resource.StoppedAt = Time(stopped);
        }

        if (snapshot.IconName is { } icon)
        {
            resource.IconName = icon;
            resource.IconVariant = Variant(snapshot.IconVariant);
        }

        resource.Environment.AddRange(snapshot.EnvironmentVariables.Select(v => new EnvironmentVariable { Name = v.Name, Value = v.Value ?? "", IsFromSpec = v.IsFromSpec }));
        resource.Urls.AddRange(snapshot.Urls.Select(Of));
        resource.HealthReports.AddRange(snapshot.HealthReports.Select(Of));
        resource.Relationships.AddRange(snapshot.Relationships.Select(r => new ResourceRelationship { ResourceName = r.ResourceName, Type = r.Type }));
        resource.Commands.AddRange(snapshot.Commands.Select(Of));
        resource.Properties.AddRange(Known(change).Concat(snapshot.Properties).Select(Of));
        return resource;
    }

    private static IEnumerable<ResourcePropertySnapshot> Known(ResourceEvent change)
    {
        var snapshot = change.Snapshot;
        yield return new("resource.uid", change.ResourceId);
        yield return new("resource.name", change.ResourceId);
        yield return new("resource.type", snapshot.ResourceType);
        yield return new("resource.displayName", change.Resource.Name);
        yield return new("resource.state", snapshot.State?.Text);
        yield return new("resource.exitCode", snapshot.ExitCode);
        yield return new("resource.createTime", snapshot.CreationTimeStamp);
        yield return new("resource.startTime", snapshot.StartTimeStamp);
        yield return new("resource.stopTime", snapshot.StopTimeStamp);
        yield return new("resource.healthState", snapshot.HealthStatus?.ToString());
    }

    private static Url Of(UrlSnapshot url) => new()
    {
        EndpointName = url.Name ?? "",
        FullUrl = url.Url,
        IsInternal = url.IsInternal,
        IsInactive = url.IsInactive,
        DisplayProperties = new UrlDisplayProperties { DisplayName = url.DisplayProperties.DisplayName, SortOrder = url.DisplayProperties.SortOrder },
    };

    private static HealthReport Of(HealthReportSnapshot report)
    {
        var proto = new HealthReport { Key = report.Name, Description = report.Description ?? "", Exception = report.ExceptionText ?? "" };
        if (report.Status is { } status)
        {
            proto.Status = status switch
            {
                Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy => HealthStatus.Healthy,
                Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Degraded => HealthStatus.Degraded,
                _ => HealthStatus.Unhealthy,
            };
        }

        if (report.LastRunAt is { } last)
        {
            proto.LastRunAt = Time(last);
        }

        return proto;
    }

    private static ResourceCommand Of(ResourceCommandSnapshot command)
    {
        var proto = new ResourceCommand
        {
            Name = command.Name,
            DisplayName = command.DisplayName,
            DisplayDescription = command.DisplayDescription ?? "",
            ConfirmationMessage = command.ConfirmationMessage ?? "",
            IconName = command.IconName ?? "",
            IconVariant = Variant(command.IconVariant),
            IsHighlighted = command.IsHighlighted,
            State = (ResourceCommandState)(int)command.State,
        };
        proto.ArgumentInputs.AddRange(command.Arguments.Select(Of));
        return proto;
    }

    public static InteractionInput Of(Hosting.InteractionInput input)
    {
        var proto = new InteractionInput
        {
            Name = input.Name,
            Label = input.Label ?? input.Name,
            Placeholder = input.Placeholder ?? "",
            InputType = (InputType)((int)input.InputType + 1),
            Required = input.Required,
            Value = input.Value ?? "",
            MaxLength = input.MaxLength ?? 0,
        };
        foreach (var (value, label) in input.Options ?? [])
        {
            proto.Options[value] = label;
        }

        return proto;
    }

    private static ResourceProperty Of(ResourcePropertySnapshot property)
    {
        var proto = new ResourceProperty { Name = property.Name, Value = ValueOf(property.Value), IsSensitive = property.IsSensitive, IsHighlighted = property.IsHighlighted };
        if (property.DisplayName is not null)
        {
            proto.DisplayName = property.DisplayName;
        }

        if (property.SortOrder is { } order)
        {
            proto.SortOrder = order;
        }

        return proto;
    }

    private static Value ValueOf(object? value) => value switch
    {
        null => Value.ForNull(),
        string text => Value.ForString(text),
        bool truth => Value.ForBool(truth),
        DateTime time => Value.ForString(time.ToString("O", CultureInfo.InvariantCulture)),
        IEnumerable list => Value.ForList([.. list.Cast<object?>().Select(ValueOf)]),
        IFormattable other => Value.ForString(other.ToString(null, CultureInfo.InvariantCulture)),
        _ => Value.ForString(value.ToString() ?? ""),
    };

    private static IconVariant Variant(ApplicationModel.IconVariant? variant) =>
        variant == ApplicationModel.IconVariant.Filled ? IconVariant.Filled : IconVariant.Regular;

    private static Timestamp Time(DateTime time) => Timestamp.FromDateTime(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
