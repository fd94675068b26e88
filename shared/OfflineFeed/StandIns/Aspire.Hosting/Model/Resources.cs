using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of the application: a project, a server, a database, a parameter.</summary>
public interface IResource
{
    /// <summary>Unique in the application.</summary>
    string Name { get; }

    /// <summary>What has been said about the resource so far.</summary>
    ResourceAnnotationCollection Annotations { get; }
}

/// <summary>Something said about a resource.</summary>
public interface IResourceAnnotation;

/// <summary>The annotations of one resource, in order.</summary>
public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>;

/// <summary>What happens to earlier annotations of the same type.</summary>
public enum ResourceAnnotationMutationBehavior
{
    /// <summary>They stay.</summary>
    Append = 0,

    /// <summary>They go.</summary>
    Replace = 1,
}

/// <summary>Takes environment variables.</summary>
public interface IResourceWithEnvironment : IResource;

/// <summary>Takes command-line arguments.</summary>
public interface IResourceWithArgs : IResource;

/// <summary>Listens on endpoints.</summary>
public interface IResourceWithEndpoints : IResource;

/// <summary>Can wait for other resources.</summary>
public interface IResourceWithWaitSupport : IResource;

/// <summary>Belongs to another resource.</summary>
public interface IResourceWithParent : IResource
{
    /// <summary>The resource that it belongs to.</summary>
    IResource Parent { get; }
}

/// <summary>Belongs to a resource of a known type.</summary>
public interface IResourceWithParent<out T> : IResourceWithParent
    where T : IResource
{
    /// <summary>The resource that it belongs to.</summary>
    new T Parent { get; }

    IResource IResourceWithParent.Parent => Parent;
}

/// <summary>Base of every resource.</summary>
public abstract class Resource : IResource
{
    /// <summary>Names the resource.</summary>
    protected Resource(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <inheritdoc />
    public virtual string Name { get; }

    /// <inheritdoc />
    public virtual ResourceAnnotationCollection Annotations { get; } = [];
}

/// <summary>A program that the host starts.</summary>
public class ExecutableResource : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    /// <summary>Names the program.</summary>
    public ExecutableResource(string name, string command, string workingDirectory)
        : base(name)
    {
        Command = command;
        WorkingDirectory = workingDirectory;
    }

    /// <summary>The program.</summary>
    public string Command { get; }

    /// <summary>Where it runs.</summary>
    public string WorkingDirectory { get; }
}

/// <summary>A container in real Aspire; here the base of servers that run as processes of this machine.</summary>
public class ContainerResource : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    /// <summary>Names the server.</summary>
    public ContainerResource(string name, string? entrypoint = null)
        : base(name)
    {
    }
}

/// <summary>A .NET project of the solution.</summary>
public class ProjectResource : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
    /// <summary>Names the project's resource.</summary>
    public ProjectResource(string name)
        : base(name)
    {
    }
}

/// <summary>All resources of the application.</summary>
public interface IResourceCollection : IList<IResource>
{
    /// <summary>Finds a resource.</summary>
    bool TryGetByName(string name, [NotNullWhen(true)] out IResource? resource);
}

/// <summary>The application as described.</summary>
public class DistributedApplicationModel
{
    /// <summary>Takes the described resources.</summary>
    public DistributedApplicationModel(IResourceCollection resources) => Resources = resources;

    /// <summary>All resources.</summary>
    public IResourceCollection Resources { get; }
}

internal sealed class ResourceCollection : Collection<IResource>, IResourceCollection
{
    public bool TryGetByName(string name, [NotNullWhen(true)] out IResource? resource)
    {
        resource = this.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase));
        return resource is not null;
    }

    protected override void InsertItem(int index, IResource item)
    {
        if (TryGetByName(item.Name, out _))
        {
            throw new DistributedApplicationException($"Two resources are named '{item.Name}'.");
        }

        base.InsertItem(index, item);
    }
}
