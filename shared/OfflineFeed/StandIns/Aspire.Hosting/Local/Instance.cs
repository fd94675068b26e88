using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Local;

/// <summary>
/// Tells a program of this run from those of its name in others: its instance id in telemetry, and the end of its id among the resources.
/// By the two the dashboard finds a resource's telemetry.
/// </summary>
internal sealed record Instance(string Id) : IResourceAnnotation
{
    public static Instance New() => new(RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 8));

    /// <summary>A resource's id: its name and its instance's; the name alone where no program runs, as for a parameter or a database.</summary>
    public static string ResourceIdOf(IResource resource) =>
        resource.Annotations.OfType<Instance>().SingleOrDefault() is { } instance ? $"{resource.Name}-{instance.Id}" : resource.Name;
}
