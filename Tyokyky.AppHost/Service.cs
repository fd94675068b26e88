namespace Tyokyky.AppHost;

/// <summary>A service with what belongs to it.</summary>
internal sealed record Service(
    string Name,
    IResourceBuilder<ProjectResource> Project,
    IResourceBuilder<ProjectResource> Migrations,
    IResourceBuilder<IResourceWithConnectionString> Database,
    IResourceBuilder<ParameterResource> ClientSecret);
