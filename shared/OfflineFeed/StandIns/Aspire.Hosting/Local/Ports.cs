using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Local;

/// <summary>Gives every endpoint its port before anything starts.</summary>
internal static class Ports
{
    // Below Linux's own range for outgoing connections, so that none of those takes a port between its choice and its use.
    private const int First = 20_000;
    private const int Last = 32_000;

    public static void Allocate(IEnumerable<IResource> resources, bool randomize)
    {
        var taken = new Dictionary<int, string>();
        var listening = ListeningPorts();
        foreach (var resource in resources)
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            {
                var wanted = randomize ? null : endpoint.Port ?? endpoint.TargetPort;
                var owner = $"{resource.Name} ({endpoint.Name})";
                if (wanted is { } port && taken.TryGetValue(port, out var other))
                {
                    throw new DistributedApplicationException($"Port {port} is wanted by both {other} and {owner}.");
                }

                if (wanted is { } fixedPort && listening.Contains(fixedPort))
                {
                    throw new DistributedApplicationException($"Port {fixedPort}, wanted by {owner}, is taken by another program.");
                }

                var chosen = wanted ?? Free(listening.Concat(taken.Keys).ToHashSet());
                taken[chosen] = owner;
                endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, endpoint.TargetHost, chosen);
            }
        }
    }

    public static int Free() => Free(ListeningPorts());

    private static int Free(HashSet<int> taken)
    {
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            var port = Random.Shared.Next(First, Last);
            if (!taken.Contains(port) && CanListen(port))
            {
                return port;
            }
        }

        throw new DistributedApplicationException($"No free port between {First} and {Last}.");
    }

    private static bool CanListen(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static HashSet<int> ListeningPorts() =>
        [.. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port)];
}
