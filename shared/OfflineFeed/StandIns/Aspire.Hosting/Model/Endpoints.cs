using System.Globalization;
using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where a resource is to listen.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    /// <summary>Describes an endpoint.</summary>
    public EndpointAnnotation(ProtocolType protocol, string? uriScheme = null, string? transport = null, string? name = null, int? port = null, int? targetPort = null, bool? isExternal = null, bool? isProxied = null)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? protocol.ToString().ToLowerInvariant();
        Transport = transport ?? (UriScheme is "http" or "https" ? "http" : protocol.ToString().ToLowerInvariant());
        Name = name ?? UriScheme;
        Port = port;
        TargetPort = targetPort;
    }

    /// <summary>Unique in the resource.</summary>
    public string Name { get; set; }

    /// <summary>TCP or UDP.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>The port that others use; any free one if absent.</summary>
    public int? Port { get; set; }

    /// <summary>The port that the program listens on. The local host has no proxy: both are one.</summary>
    public int? TargetPort { get; set; }

    /// <summary>The address's scheme.</summary>
    public string UriScheme { get; set; }

    /// <summary>tcp, http or http2.</summary>
    public string Transport { get; set; }

    /// <summary>The host name that it listens on.</summary>
    public string TargetHost { get; set; } = "localhost";

    /// <summary>Where it listens, once that is known.</summary>
    public AllocatedEndpoint? AllocatedEndpoint { get; set; }
}

/// <summary>Where a resource listens.</summary>
public class AllocatedEndpoint
{
    /// <summary>Records the place.</summary>
    public AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, string? targetPortExpression = null)
    {
        Endpoint = endpoint;
        Address = address;
        Port = port;
    }

    /// <summary>What was asked for.</summary>
    public EndpointAnnotation Endpoint { get; }

    /// <summary>Host name.</summary>
    public string Address { get; }

    /// <summary>Port.</summary>
    public int Port { get; }

    /// <summary>The address's scheme.</summary>
    public string UriScheme => Endpoint.UriScheme;

    /// <summary>The whole address.</summary>
    public string UriString => $"{UriScheme}://{Address}:{Port}";

    /// <inheritdoc />
    public override string ToString() => UriString;
}

/// <summary>A part of an endpoint's address.</summary>
public enum EndpointProperty
{
    /// <summary>The whole address.</summary>
    Url = 0,

    /// <summary>Host name.</summary>
    Host = 1,

    /// <summary>Port.</summary>
    Port = 3,

    /// <summary>Port that the program listens on.</summary>
    TargetPort = 5,
}

/// <summary>A resource's endpoint, by name.</summary>
public sealed class EndpointReference : IExpressionValue
{
    /// <summary>Names the endpoint.</summary>
    public EndpointReference(IResourceWithEndpoints owner, string endpointName)
    {
        Resource = owner;
        EndpointName = endpointName;
    }

    /// <summary>Whose endpoint.</summary>
    public IResourceWithEndpoints Resource { get; }

    /// <summary>Its name.</summary>
    public string EndpointName { get; }

    /// <summary>Port.</summary>
    public int Port => Allocated.Port;

    /// <summary>Host name.</summary>
    public string Host => Allocated.Address;

    /// <summary>The whole address.</summary>
    public string Url => Allocated.UriString;

    /// <summary>The endpoint itself.</summary>
    public EndpointAnnotation EndpointAnnotation => Resource.Annotations.OfType<EndpointAnnotation>()
        .FirstOrDefault(e => string.Equals(e.Name, EndpointName, StringComparison.OrdinalIgnoreCase))
        ?? throw new InvalidOperationException($"Resource '{Resource.Name}' has no endpoint named '{EndpointName}'.");

    string IManifestExpressionProvider.ValueExpression => $"{{{Resource.Name}.bindings.{EndpointName}.url}}";

    private AllocatedEndpoint Allocated => EndpointAnnotation.AllocatedEndpoint
        ?? throw new InvalidOperationException($"Endpoint '{EndpointName}' of '{Resource.Name}' has no port before the application starts.");

    /// <summary>One part of the address.</summary>
    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    /// <inheritdoc />
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(Url);
}

/// <summary>A part of a resource's endpoint.</summary>
public class EndpointReferenceExpression : IExpressionValue
{
    /// <summary>Names the part.</summary>
    public EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property)
    {
        Endpoint = endpointReference;
        Property = property;
    }

    /// <summary>Of which endpoint.</summary>
    public EndpointReference Endpoint { get; }

    /// <summary>Which part.</summary>
    public EndpointProperty Property { get; }

    /// <inheritdoc />
    public string ValueExpression => $"{{{Endpoint.Resource.Name}.bindings.{Endpoint.EndpointName}.{Property.ToString().ToLowerInvariant()}}}";

    /// <inheritdoc />
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(Property switch
    {
        EndpointProperty.Host => Endpoint.Host,
        EndpointProperty.Port or EndpointProperty.TargetPort => Endpoint.Port.ToString(CultureInfo.InvariantCulture),
        _ => Endpoint.Url,
    });
}
