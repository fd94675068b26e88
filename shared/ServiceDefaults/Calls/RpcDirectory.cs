using System.Collections.Concurrent;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Tyokyky.ServiceDefaults;

/// <summary>What is known about one RPC before it is called.</summary>
internal sealed record RpcEntry(string Path, AccessRule? Rule, bool AnswersInStream, bool IsTraced);

/// <summary>Every mapped RPC with its line of the access tables.</summary>
internal sealed class RpcDirectory
{
    private readonly ConcurrentDictionary<Endpoint, RpcEntry?> entries = new(ReferenceEqualityComparer.Instance);

    public RpcDirectory(IEnumerable<AccessTable> tables)
    {
        Access = new AccessTable();
        foreach (var table in tables)
        {
            Access.Add(table);
        }
    }

    public AccessTable Access { get; }

    public RpcEntry? Of(Endpoint? endpoint)
    {
        if (endpoint is null)
        {
            return null;
        }

        return entries.TryGetValue(endpoint, out var entry) ? entry : entries.GetOrAdd(endpoint, Describe);
    }

    private RpcEntry? Describe(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method is not { } method)
        {
            return null;
        }

        return new RpcEntry(
            method.FullName,
            Access.Find(method.FullName),
            method.Type is MethodType.ServerStreaming or MethodType.DuplexStreaming,
            !Access.IsUntraced(method.FullName));
    }
}
