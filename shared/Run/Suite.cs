using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tyokyky.Run;

/// <summary>Where the parts of the suite listen, counted from one base port.</summary>
internal sealed class Suite(int portBase, string dataFolder)
{
    public const int DefaultPortBase = 7100;

    public static readonly IReadOnlyList<string> Services = ["referrals", "team", "coaching", "employers", "metrics"];

    /// <summary>The services whose facts metrics counts.</summary>
    public static readonly IReadOnlyList<string> Sources = ["referrals", "team", "coaching", "employers"];

    public int PortBase => portBase;

    public string DataFolder => dataFolder;

    public Uri Sandbox => At(0);

    public Uri Dashboard => At(80);

    public Uri Otlp => At(81);

    public Uri ResourceService => At(82);

    public Uri Grpc(string service) => At(10 * (1 + IndexOf(service)));

    public Uri Http(string service) => At((10 * (1 + IndexOf(service))) + 1);

    public string File(string name) => Path.Combine(dataFolder, name);

    /// <summary>The suite that runs, or ran last, on this data folder.</summary>
    public static Suite Known(int? portBase, string dataFolder)
    {
        var record = Path.Combine(dataFolder, "port-base");
        var known = portBase
            ?? (Environment.GetEnvironmentVariable("TYOKYKY_PORT_BASE") is { Length: > 0 } set ? Arguments.Port(set) : (int?)null)
            ?? (System.IO.File.Exists(record) ? int.Parse(System.IO.File.ReadAllText(record), CultureInfo.InvariantCulture) : DefaultPortBase);
        return new Suite(known, dataFolder);
    }

    public void Remember() => System.IO.File.WriteAllText(File("port-base"), portBase.ToString(CultureInfo.InvariantCulture));

    /// <summary>Refuses to start when a port is taken, naming the port and its use.</summary>
    public void RefuseTakenPorts()
    {
        foreach (var (port, use) in Ports())
        {
            if (IsTaken(IPAddress.Loopback, port) || (Socket.OSSupportsIPv6 && IsTaken(IPAddress.IPv6Loopback, port)))
            {
                throw new UsageException(
                    $"Port {port} ({use}) is taken by another program. Free it, or choose other ports: ./run --port-base {portBase + 200}");
            }
        }
    }

    private IEnumerable<(int Port, string Use)> Ports() =>
    [
        (portBase, "sandbox"),
        .. Services.SelectMany(s => new[] { (Grpc(s).Port, $"{s}, gRPC"), (Http(s).Port, $"{s}, HTTP") }),
        (Dashboard.Port, "dashboard"),
        (Otlp.Port, "dashboard, telemetry"),
        (ResourceService.Port, "dashboard, resources"),
        (portBase + 90, "PostgreSQL"),
        (portBase + 91, "RabbitMQ"),
    ];

    private static bool IsTaken(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return false;
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return true;
        }
        catch (SocketException)
        {
            return false; // the machine has no such address, so nobody listens on it
        }
    }

    private static int IndexOf(string service)
    {
        for (var i = 0; i < Services.Count; i++)
        {
            if (Services[i] == service)
            {
                return i;
            }
        }

        throw new UsageException($"There is no service '{service}'; there are: {string.Join(", ", Services)}.");
    }

    private Uri At(int offset) => new($"http://localhost:{portBase + offset}");
}
