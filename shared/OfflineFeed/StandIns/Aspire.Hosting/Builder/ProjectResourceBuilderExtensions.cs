using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Local;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Projects of the solution.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, _ => { });

    /// <summary>Adds a project and says what to leave out of it.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name, Action<ProjectResourceOptions> configure)
        where TProject : IProjectMetadata, new() => Add(builder, name, new TProject(), configure);

    /// <summary>Adds a project by its file.</summary>
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath) =>
        builder.AddProject(name, projectPath, _ => { });

    /// <summary>Adds a project by its file and says what to leave out of it.</summary>
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath, Action<ProjectResourceOptions> configure) =>
        Add(builder, name, new PathOnly(Path.GetFullPath(projectPath, builder.AppHostDirectory)), configure);

    private static IResourceBuilder<ProjectResource> Add(IDistributedApplicationBuilder builder, string name, IProjectMetadata metadata, Action<ProjectResourceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new ProjectResourceOptions();
        configure(options);

        var project = builder.AddResource(new ProjectResource(name))
            .WithAnnotation(new ProjectFile(metadata, options))
            .WithAnnotation(new Appearance("Project",
            [
                new("project.path", metadata.ProjectPath) { DisplayName = "Project path", IsHighlighted = true, SortOrder = 0 },
            ]))
            .WithAnnotation(new EnvironmentStep(context =>
            {
                Telemetry.Fill(context, builder.Configuration, builder.Environment);
                return Task.CompletedTask;
            }));

        if (!options.ExcludeKestrelEndpoints)
        {
            AddKestrelEndpoints(builder, project, metadata);
        }

        return project;
    }

    // As real Aspire does: endpoints come from the project's own configuration, keep their names when a scheme has several, and are
    // given back to Kestrel as Kestrel__Endpoints__name__Url.
    private static void AddKestrelEndpoints(IDistributedApplicationBuilder builder, IResourceBuilder<ProjectResource> project, IProjectMetadata metadata)
    {
        var folder = Path.GetDirectoryName(metadata.ProjectPath)!;
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(folder, "appsettings.json"), optional: true)
            .AddJsonFile(Path.Combine(folder, $"appsettings.{builder.Environment.EnvironmentName}.json"), optional: true)
            .Build();

        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren()
            .Where(endpoint => endpoint["Url"] is not null)
            .Select(endpoint => (endpoint.Key, Address: new Uri(endpoint["Url"]!), Http2: (endpoint["Protocols"] ?? configuration["Kestrel:EndpointDefaults:Protocols"]) == "Http2"))
            .ToList();

        foreach (var (key, address, http2) in endpoints)
        {
            var name = endpoints.Count(e => e.Address.Scheme == address.Scheme) == 1 ? address.Scheme : key;
            project.WithEndpoint(name, endpoint =>
            {
                endpoint.UriScheme = address.Scheme;
                endpoint.Port ??= address.Port;
                endpoint.Transport = http2 ? "http2" : "http";
            });
            project.WithEnvironment($"Kestrel__Endpoints__{key}__Url", project.GetEndpoint(name));
        }

        if (endpoints.Count == 0)
        {
            project.WithEnvironment(context =>
            {
                var urls = project.Resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.UriScheme is "http" or "https").ToList();
                if (urls.Count > 0)
                {
                    context.EnvironmentVariables["ASPNETCORE_URLS"] = string.Join(';', urls.Select(e => e.AllocatedEndpoint!.UriString));
                }
            });
        }
    }

    private sealed record PathOnly(string ProjectPath) : IProjectMetadata;
}
