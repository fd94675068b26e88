using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;

namespace Tyokyky.Sandbox.Suite;

/// <summary>Connections to the suite's services, at the addresses that the host gives as <c>services:&lt;name&gt;:grpc:0</c>.</summary>
internal sealed class SuiteChannels(IConfiguration configuration) : IDisposable
{
    /// <summary>The services whose clock, data and caseload are the Sandbox's business.</summary>
    public static readonly string[] Names = ["referrals", "team", "coaching", "employers", "metrics"];

    private readonly ConcurrentDictionary<string, GrpcChannel> channels = new(StringComparer.Ordinal);

    /// <summary>The services that the host has told of.</summary>
    public IEnumerable<string> Known => Names.Where(name => Address(name) is not null);

    public GrpcChannel To(string service) => channels.GetOrAdd(service, name => GrpcChannel.ForAddress(Address(name)
        ?? throw new SuiteException($"The address of {name} is missing (services:{name}:grpc:0): is the suite started by its host?")));

    public void Dispose()
    {
        foreach (var channel in channels.Values)
        {
            channel.Dispose();
        }
    }

    private string? Address(string service) => configuration[$"services:{service}:grpc:0"];
}

/// <summary>What the suite did not let the Sandbox do, told so that a person can act on it.</summary>
internal sealed class SuiteException(string message, StatusCode? status = null) : Exception(message)
{
    /// <summary>The status of the call that was refused, when it was one.</summary>
    public StatusCode? Status { get; } = status;
}
