using System.Runtime.CompilerServices;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>What can be said about resources.</summary>
public static partial class ResourceBuilderExtensions
{
    /// <summary>Sets an environment variable.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment => builder.Fill(context => context.EnvironmentVariables[name] = value ?? "");

    /// <summary>Sets an environment variable to a text with values in it.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, in ReferenceExpression.ExpressionInterpolatedStringHandler value)
        where T : IResourceWithEnvironment
    {
        var text = ReferenceExpression.Create(value);
        return builder.Fill(context => context.EnvironmentVariables[name] = text);
    }

    /// <summary>Sets an environment variable to an address.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, EndpointReference endpointReference)
        where T : IResourceWithEnvironment => builder.Fill(context => context.EnvironmentVariables[name] = endpointReference);

    /// <summary>Sets an environment variable to a parameter.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter)
        where T : IResourceWithEnvironment => builder.Fill(context => context.EnvironmentVariables[name] = parameter.Resource);

    /// <summary>Sets an environment variable to a connection string.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string envVarName, IResourceBuilder<IResourceWithConnectionString> resource)
        where T : IResourceWithEnvironment => builder.Fill(context => context.EnvironmentVariables[envVarName] = resource.Resource);

    /// <summary>Sets environment variables when the resource starts.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, Action<EnvironmentCallbackContext> callback)
        where T : IResourceWithEnvironment => builder.Fill(callback);

    /// <summary>Adds arguments.</summary>
    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args)
        where T : IResourceWithArgs => builder.WithArgs(context =>
        {
            foreach (var argument in args)
            {
                context.Args.Add(argument);
            }
        });

    /// <summary>Adds arguments when the resource starts.</summary>
    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, Action<CommandLineArgsCallbackContext> callback)
        where T : IResourceWithArgs => builder.WithAnnotation(new ArgumentsStep(context =>
        {
            callback(context);
            return Task.CompletedTask;
        }));

    /// <summary>Gives the resource a connection string, as <c>ConnectionStrings__name</c> and in parts.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        var resource = source.Resource;
        connectionName ??= resource.Name;
        return builder.Relate(resource, "Reference").Fill(context =>
        {
            context.EnvironmentVariables[$"ConnectionStrings__{connectionName}"] = resource;
            foreach (var (part, value) in resource.GetConnectionProperties())
            {
                context.EnvironmentVariables[$"{Encoded(connectionName)}_{part.ToUpperInvariant()}"] = value;
            }
        });
    }

    /// <summary>Tells the resource where another one is, as <c>services__name__endpoint__0</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        var resource = source.Resource;
        return builder.Relate(resource, "Reference").Fill(context =>
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            {
                Discover(context, new EndpointReference(resource, endpoint.Name));
            }
        });
    }

    internal static IResourceBuilder<T> Relate<T>(this IResourceBuilder<T> builder, IResource other, string type)
        where T : IResource => builder.WithAnnotation(new Related(other, type));

    private static void Discover(EnvironmentCallbackContext context, EndpointReference endpoint)
    {
        var service = endpoint.Resource.Name;
        context.EnvironmentVariables[$"services__{service}__{endpoint.EndpointName}__0"] = endpoint;
        context.EnvironmentVariables[$"{Encoded(service)}_{Encoded(endpoint.EndpointName)}"] = endpoint;
    }

    private static string Encoded(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));

    private static IResourceBuilder<T> Fill<T>(this IResourceBuilder<T> builder, Action<EnvironmentCallbackContext> fill, [CallerMemberName] string caller = "")
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder, caller);
        return builder.WithAnnotation(new EnvironmentStep(context =>
        {
            fill(context);
            return Task.CompletedTask;
        }));
    }
}
