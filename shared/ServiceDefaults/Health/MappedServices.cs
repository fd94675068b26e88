using System.Collections.Frozen;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Routing;

namespace Tyokyky.ServiceDefaults;

/// <summary>The full names of the gRPC services that this process maps.</summary>
internal sealed class MappedServices(EndpointDataSource endpoints)
{
    private readonly Lazy<FrozenSet<string>> names = new(() => endpoints.Endpoints
        .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.ServiceName)
        .OfType<string>()
        .ToFrozenSet(StringComparer.Ordinal));

    public FrozenSet<string> Names => names.Value;
}
