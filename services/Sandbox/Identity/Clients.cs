using System.Security.Cryptography;
using System.Text;

namespace Tyokyky.Sandbox.Identity;

/// <summary>
/// The OAuth clients: the suite's services (secrets from <c>Sandbox:Clients:&lt;service&gt;</c>), the example systems (from
/// <c>Sandbox:Clients:&lt;name&gt;</c>, else random and kept in the data folder), and one public client for pages under development.
/// </summary>
internal sealed class Clients
{
    /// <summary>The public client: authorization code with PKCE only, no secret.</summary>
    public const string Front = "tyokyky-front";

    private readonly Dictionary<string, (byte[] SecretHash, Caller Caller)> confidential = new(StringComparer.Ordinal);

    public Clients(IConfiguration configuration, Callers callers, SandboxFolder folder)
    {
        var configured = configuration.GetSection("Sandbox:Clients").GetChildren()
            .Where(child => child.Value is { Length: > 0 })
            .ToDictionary(child => child.Key, child => child.Value!, StringComparer.OrdinalIgnoreCase);

        foreach (var system in callers.All.Where(caller => !caller.IsPerson))
        {
            if (!configured.Remove(system.Name, out var secret))
            {
                secret = folder.ReadOrCreate($"{system.Name}.secret", NewSecret);
            }

            confidential[system.Name] = (Hash(secret), callers.Identity(system));
        }

        foreach (var (service, secret) in configured)
        {
            var id = $"service:{service}";
            confidential[id] = (Hash(secret), Service(service));
        }
    }

    /// <summary>The identity of one of the suite's own services.</summary>
    public static Caller Service(string name) => new($"service:{name}", name, $"service:{name}", ["service"]);

    public static string NewSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>False for an unknown client and for a wrong secret alike.</summary>
    public bool Authenticate(string id, string secret)
    {
        var known = confidential.TryGetValue(id, out var client);
        var right = CryptographicOperations.FixedTimeEquals(Hash(secret), known ? client.SecretHash : Hash(""));
        return known && right;
    }

    /// <summary>Whom the client's tokens speak for.</summary>
    public Caller Caller(string id) => confidential[id].Caller;

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
