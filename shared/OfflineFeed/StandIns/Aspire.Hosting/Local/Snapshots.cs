using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Local;

/// <summary>Makes what is shown of a resource from what was said about it.</summary>
internal static class Snapshots
{
    public static CustomResourceSnapshot Initial(IResource resource)
    {
        var appearance = resource.Annotations.OfType<Appearance>().LastOrDefault();
        var icon = resource.Annotations.OfType<Icon>().LastOrDefault();
        var parent = ParentOf(resource);
        return new CustomResourceSnapshot
        {
            ResourceType = appearance?.ResourceType ?? resource switch
            {
                ExecutableResource => "Executable",
                ContainerResource => "Executable",
                _ => resource.GetType().Name.Replace("Resource", "", StringComparison.Ordinal),
            },
            Properties =
            [
                .. appearance?.Properties ?? [],
                .. parent is null ? [] : new[] { new ResourcePropertySnapshot("resource.parentName", Instance.ResourceIdOf(parent)) },
            ],
            CreationTimeStamp = DateTime.UtcNow,
            Relationships = Relationships(resource, parent),
            HealthReports = [.. resource.Annotations.OfType<HealthCheckKey>().Select(check => new HealthReportSnapshot(check.Key, null, null, null))],
            IsHidden = resource.Annotations.OfType<Hidden>().Any(hidden => hidden.OnExitCodes is null),
            IconName = icon?.Name,
            IconVariant = icon?.Variant,
        };
    }

    public static ImmutableArray<ResourceCommandSnapshot> Commands(IResource resource, CustomResourceSnapshot snapshot) =>
    [
        .. resource.Annotations.OfType<CommandAnnotation>().Select(command => new ResourceCommandSnapshot(
            command.Name,
            command.Options.UpdateState?.Invoke(new UpdateCommandStateContext { ResourceSnapshot = snapshot }) ?? ResourceCommandState.Enabled,
            command.DisplayName,
            command.Options.Description,
            Parameter: null,
            command.Options.ConfirmationMessage,
            command.Options.IconName,
            command.Options.IconVariant,
            command.Options.IsHighlighted)
        {
            Arguments = command.Options.Arguments,
        }),
    ];

    public static ImmutableArray<UrlSnapshot> Urls(IResource resource, bool active) =>
    [
        .. resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.AllocatedEndpoint is not null).Select((endpoint, index) =>
            new UrlSnapshot(endpoint.Name, endpoint.AllocatedEndpoint!.UriString, IsInternal: false)
            {
                IsInactive = !active,
                DisplayProperties = new UrlDisplayPropertiesSnapshot("", -index),
        }),
    ];

    public static CustomResourceSnapshot With(this CustomResourceSnapshot snapshot, params ReadOnlySpan<ResourcePropertySnapshot> properties)
    {
        var all = snapshot.Properties.ToList();
        foreach (var property in properties)
        {
            all.RemoveAll(earlier => earlier.Name == property.Name);
            all.Add(property);
        }

        return snapshot with { Properties = [.. all] };
    }

    public static IResource? ParentOf(IResource resource) =>
        (resource as IResourceWithParent)?.Parent ?? resource.Annotations.OfType<Related>().LastOrDefault(r => r.Type == "Parent")?.Resource;

    private static ImmutableArray<RelationshipSnapshot> Relationships(IResource resource, IResource? parent) =>
    [
        .. resource.Annotations.OfType<Related>().Where(r => r.Type != "Parent").Select(r => new RelationshipSnapshot(r.Resource.Name, r.Type)).Distinct(),
        .. parent is null ? [] : new[] { new RelationshipSnapshot(parent.Name, "Parent") },
    ];
}
