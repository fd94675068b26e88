using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Endpoints, health, order, commands and looks.</summary>
public static partial class ResourceBuilderExtensions
{
    /// <summary>Changes an endpoint, or adds it.</summary>
    public static IResourceBuilder<T> WithEndpoint<T>(this IResourceBuilder<T> builder, string endpointName, Action<EndpointAnnotation> callback, bool createIfNotExists = true)
        where T : IResourceWithEndpoints
    {
        var endpoint = builder.Resource.Annotations.OfType<EndpointAnnotation>()
            .FirstOrDefault(e => string.Equals(e.Name, endpointName, StringComparison.OrdinalIgnoreCase));
        if (endpoint is null && createIfNotExists)
        {
            endpoint = new EndpointAnnotation(ProtocolType.Tcp, name: endpointName);
            builder.Resource.Annotations.Add(endpoint);
        }

        if (endpoint is not null)
        {
            callback(endpoint);
        }

        return builder;
    }

    /// <summary>Adds an HTTP endpoint.</summary>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool? isProxied = null)
        where T : IResourceWithEndpoints
    {
        var endpoint = new EndpointAnnotation(ProtocolType.Tcp, uriScheme: "http", name: name, port: port, targetPort: targetPort, isProxied: isProxied);
        if (env is not null)
        {
            builder.WithAnnotation(new EnvironmentStep(context =>
            {
                context.EnvironmentVariables[env] = new EndpointReference(builder.Resource, endpoint.Name).Property(EndpointProperty.TargetPort);
                return Task.CompletedTask;
            }));
        }

        return builder.WithAnnotation(endpoint);
    }

    /// <summary>An endpoint of the resource.</summary>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints => new(builder.Resource, name);

    /// <summary>Adds a health check that is registered in the AppHost's services.</summary>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource => builder.WithAnnotation(new HealthCheckKey(key));

    /// <summary>Adds a health check that asks an HTTP endpoint.</summary>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        var endpoint = new EndpointReference(builder.Resource, endpointName ?? "http");
        var key = $"{builder.Resource.Name}_{endpoint.EndpointName}_{path}_{statusCode ?? 200}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, _ => new HttpHealthCheck(() => endpoint.Url, path, statusCode ?? 200), failureStatus: null, tags: null));
        return builder.WithHealthCheck(key);
    }

    /// <summary>Starts the resource when another one is healthy.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Relate(dependency.Resource, "WaitFor").WithAnnotation(new WaitOn(dependency.Resource, WaitKind.Healthy));

    /// <summary>Starts the resource when another one has ended with the exit code.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport =>
        builder.Relate(dependency.Resource, "WaitFor").WithAnnotation(new WaitOn(dependency.Resource, WaitKind.Completed, exitCode));

    /// <summary>Starts the resource only when an operator does.</summary>
    public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder)
        where T : IResource => builder.WithAnnotation(new ExplicitStart());

    /// <summary>Adds a command to the resource's menu.</summary>
    public static IResourceBuilder<T> WithCommand<T>(this IResourceBuilder<T> builder, string name, string displayName, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand, CommandOptions? commandOptions = null)
        where T : IResource
    {
        foreach (var earlier in builder.Resource.Annotations.OfType<CommandAnnotation>().Where(c => c.Name == name).ToList())
        {
            builder.Resource.Annotations.Remove(earlier);
        }

        return builder.WithAnnotation(new CommandAnnotation(name, displayName, commandOptions ?? new CommandOptions(), executeCommand));
    }

    /// <summary>Shows the resource below another one.</summary>
    public static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> parent)
        where T : IResource => builder.Relate(parent.Resource, "Parent");

    /// <summary>Leaves the resource out of lists once it has ended well, by default with exit code 0.</summary>
    public static IResourceBuilder<T> WithHiddenOnCompletion<T>(this IResourceBuilder<T> builder, params int[] exitCodes)
        where T : IResource => builder.WithAnnotation(new Hidden(exitCodes.Length == 0 ? [0] : exitCodes), ResourceAnnotationMutationBehavior.Replace);

    /// <summary>Gives the resource an icon.</summary>
    public static IResourceBuilder<T> WithIconName<T>(this IResourceBuilder<T> builder, string iconName, IconVariant iconVariant = IconVariant.Filled)
        where T : IResource => builder.WithAnnotation(new Icon(iconName, iconVariant), ResourceAnnotationMutationBehavior.Replace);
}
