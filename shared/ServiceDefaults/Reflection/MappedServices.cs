using System.Collections.Frozen;
using System.Reflection;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;

namespace Tyokyky.ServiceDefaults;

/// <summary>The gRPC services that this process maps.</summary>
internal sealed class MappedServices(EndpointDataSource endpoints)
{
    private readonly Lazy<(FrozenSet<string> Names, FileDescriptor[] Files)> found = new(() => Find(endpoints));

    /// <summary>Full names.</summary>
    public FrozenSet<string> Names => found.Value.Names;

    /// <summary>The proto files that declare them.</summary>
    public IReadOnlyList<FileDescriptor> Files => found.Value.Files;

    private static (FrozenSet<string> Names, FileDescriptor[] Files) Find(EndpointDataSource endpoints)
    {
        var methods = endpoints.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()).OfType<GrpcMethodMetadata>().ToList();
        var files = methods.Select(method => DescriptorOf(method.ServiceType)?.File).OfType<FileDescriptor>().Distinct();
        return (methods.Select(method => method.Method.ServiceName).ToFrozenSet(StringComparer.Ordinal), [.. files]);
    }

    private static ServiceDescriptor? DescriptorOf(Type service) =>
        service.GetCustomAttribute<BindServiceMethodAttribute>(inherit: true)?.BindType
            .GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as ServiceDescriptor;
}
