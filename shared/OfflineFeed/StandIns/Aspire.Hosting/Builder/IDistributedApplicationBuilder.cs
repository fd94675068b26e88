using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>A description of the application in the making.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>Configuration of the AppHost.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>Where the AppHost's project is.</summary>
    string AppHostDirectory { get; }

    /// <summary>The AppHost itself.</summary>
    Assembly? AppHostAssembly { get; }

    /// <summary>Development or production.</summary>
    IHostEnvironment Environment { get; }

    /// <summary>Services of the AppHost.</summary>
    IServiceCollection Services { get; }

    /// <summary>What the description is used for.</summary>
    DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>The resources so far.</summary>
    IResourceCollection Resources { get; }

    /// <summary>Adds a resource.</summary>
    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    /// <summary>Describes a resource further.</summary>
    IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource;

    /// <summary>Ends the description.</summary>
    DistributedApplication Build();
}

/// <summary>A resource that others find by its name.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

/// <summary>A project of the solution; the SDK writes one for each reference of the AppHost.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>The project file.</summary>
    string ProjectPath { get; }
}

/// <summary>What is left out of a project resource.</summary>
public class ProjectResourceOptions
{
    /// <summary>Takes nothing from the project's launch settings.</summary>
    public bool ExcludeLaunchProfile { get; set; }

    /// <summary>Takes no endpoints from the project's Kestrel configuration.</summary>
    public bool ExcludeKestrelEndpoints { get; set; }
}
