using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Tyokyky.AppHost;

/// <summary>
/// Where this run listens and keeps its data. <c>Ports:Base</c> and <c>TYOKYKY_DATA</c> say so; a fresh run (<c>Data:Fresh</c>) begins empty.
/// </summary>
internal sealed class Place
{
    private const int DefaultPorts = 7100;
    private static readonly TimeSpan FreshIsForgotten = TimeSpan.FromDays(1);
    private const int SecretLength = 32;
    private readonly IDistributedApplicationBuilder builder;
    private readonly int ports;
    private readonly bool randomPorts;
    private readonly string folder;

    private Place(IDistributedApplicationBuilder builder)
    {
        this.builder = builder;
        var configuration = builder.Configuration;
        ports = int.Parse(configuration["Ports:Base"] ?? configuration["TYOKYKY_PORT_BASE"] ?? $"{DefaultPorts}", CultureInfo.InvariantCulture);
        KeepsData = !configuration.GetValue<bool>("Data:Fresh");

        var root = configuration["TYOKYKY_DATA"] ?? DefaultFolder(Path.GetDirectoryName(builder.AppHostDirectory)!);
        folder = KeepsData ? root : Path.Combine(root, "fresh", Guid.NewGuid().ToString("n")[..8]);
        if (!KeepsData)
        {
            Forget(Path.Combine(root, "fresh"));
        }

        Mark(root);
        Directory.CreateDirectory(folder);
        configuration["Data:Root"] = root;
        configuration["Data:Folder"] = folder;

        // All of it on this machine's loopback only, so unencrypted is enough.
        configuration["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] ??= "true";
        randomPorts = configuration.GetValue<bool>("DcpPublisher:RandomizePorts");
        if (!randomPorts)
        {
            configuration["ASPNETCORE_URLS"] ??= $"http://localhost:{Port(80)}";
            configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] ??= $"http://localhost:{Port(81)}";
            configuration["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] ??= $"http://localhost:{Port(82)}";
        }
    }

    /// <summary>Whether the next run finds the data again.</summary>
    public bool KeepsData { get; }

    public static Place Of(IDistributedApplicationBuilder builder) => new(builder);

    /// <summary>The port that far from the base; none in tests, whose ports Aspire finds.</summary>
    public int? Port(int offset) => randomPorts ? null : ports + offset;

    /// <summary>An endpoint at that port itself: a proxy before it would balance by connection, which gRPC has one of.</summary>
    public Action<EndpointAnnotation> At(int offset) =>
        endpoint => (endpoint.IsProxied, endpoint.Port, endpoint.TargetPort) = (false, Port(offset), Port(offset));

    /// <summary>A container's volume: of this data folder, so that passwords and the data that they open stay together.</summary>
    public string Volume(string name) => $"tyokyky-{ShortHash(folder)}-{name}";

    /// <summary>
    /// A secret that is made up once and kept beside the data that it opens (Aspire would keep it with the user's, for every folder);
    /// letters and digits, so that it needs no escaping anywhere.
    /// </summary>
    /// <param name="opens">The folder of the data that nobody could open without it, or null when it can be made up anew.</param>
    public IResourceBuilder<ParameterResource> AddSecret(string name, string? opens = null)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            return builder.AddParameter(name, new GenerateParameterDefault { MinLength = SecretLength, Special = false }, secret: true);
        }

        var value = Kept(name, opens);
        return builder.AddParameter(name, () => value, secret: true);
    }

    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(folder, name)).FullName;

    public string File(string directory, string name) => Path.Combine(Folder(directory), name);

    // As prepare.sh reckons it: PostgreSQL refuses to run as root and must be able to enter the folder, so root's is not in a home.
    private static string DefaultFolder(string checkout)
    {
        var state = Environment.IsPrivilegedProcess
            ? "/var/lib"
            : Environment.GetEnvironmentVariable("XDG_STATE_HOME")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        return Path.Combine(state, "tyokyky", ShortHash(checkout));
    }

    // As prepare.sh marks a folder that was empty: ./run --reset empties no other.
    private static void Mark(string root)
    {
        Directory.CreateDirectory(root);
        if (!Directory.EnumerateFileSystemEntries(root).Any())
        {
            System.IO.File.Create(Path.Combine(root, ".tyokyky-data")).Dispose();
        }
    }

    private static string ShortHash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];

    private string Kept(string name, string? opens)
    {
        var file = File("secrets", name);
        if (!System.IO.File.Exists(file))
        {
            if (opens is not null && Directory.EnumerateFileSystemEntries(Folder(opens)).Any())
            {
                throw new DistributedApplicationException(
                    $"{file} is missing, and nothing else opens the data in {Folder(opens)}: put it back, or begin anew with ./run --reset.");
            }

            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var writer = new StreamWriter(file, options);
            writer.Write(RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", SecretLength));
        }

        return System.IO.File.ReadAllText(file);
    }

    private static void Forget(string fresh)
    {
        foreach (var old in Directory.Exists(fresh) ? Directory.GetDirectories(fresh) : [])
        {
            if (Directory.GetCreationTimeUtc(old) < DateTime.UtcNow - FreshIsForgotten)
            {
                Directory.Delete(old, recursive: true);
            }
        }
    }
}

