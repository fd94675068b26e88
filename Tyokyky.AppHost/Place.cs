using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Tyokyky.AppHost;

/// <summary>Where this run listens and keeps its data. <c>Ports:Base</c> and <c>TYOKYKY_DATA</c> say so; a fresh run (<c>Data:Fresh</c>) begins empty.</summary>
internal sealed class Place
{
    private const int DefaultPorts = 7100;
    private static readonly TimeSpan FreshIsForgotten = TimeSpan.FromDays(1);
    private readonly int ports;
    private readonly string folder;

    private Place(IDistributedApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        ports = int.Parse(configuration["Ports:Base"] ?? configuration["TYOKYKY_PORT_BASE"] ?? $"{DefaultPorts}", CultureInfo.InvariantCulture);
        KeepsData = !configuration.GetValue<bool>("Data:Fresh");

        var root = configuration["TYOKYKY_DATA"] ?? DefaultFolder(Path.GetDirectoryName(builder.AppHostDirectory)!);
        folder = KeepsData ? root : Path.Combine(root, "fresh", Guid.NewGuid().ToString("n")[..8]);
        if (!KeepsData)
        {
            Forget(Path.Combine(root, "fresh"));
        }

        Directory.CreateDirectory(folder);
        configuration["Data:Root"] = root;
        configuration["Data:Folder"] = folder;

        // All of it on this machine's loopback only, so unencrypted is enough.
        configuration["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] ??= "true";
        if (!configuration.GetValue<bool>("DcpPublisher:RandomizePorts"))
        {
            configuration["ASPNETCORE_URLS"] ??= $"http://localhost:{Port(80)}";
            configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] ??= $"http://localhost:{Port(81)}";
            configuration["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] ??= $"http://localhost:{Port(82)}";
        }
    }

    /// <summary>Whether the next run finds the data again.</summary>
    public bool KeepsData { get; }

    public static Place Of(IDistributedApplicationBuilder builder) => new(builder);

    public int Port(int offset) => ports + offset;

    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(folder, name)).FullName;

    public string File(string directory, string name) => Path.Combine(Folder(directory), name);

    // As prepare.sh reckons it: PostgreSQL refuses to run as root and must be able to enter the folder, so root's is not in a home.
    private static string DefaultFolder(string checkout)
    {
        var state = Environment.IsPrivilegedProcess
            ? "/var/lib"
            : Environment.GetEnvironmentVariable("XDG_STATE_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        return Path.Combine(state, "tyokyky", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(checkout)))[..8]);
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

internal static class SecretExtensions
{
    /// <summary>Adds a secret that is made up once and kept; letters and digits, so that it needs no escaping anywhere.</summary>
    public static IResourceBuilder<ParameterResource> AddSecret(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(name, new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist: true);
}
