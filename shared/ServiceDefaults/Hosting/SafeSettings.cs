using System.Data.Common;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Tyokyky.ServiceDefaults;

/// <summary>Refuses to start outside Development with settings that only Development may have.</summary>
public sealed class SafeSettings(IConfiguration configuration, IHostEnvironment environment) : IHostedLifecycleService
{
    /// <summary>Throws with every unsafe setting named; never with its value.</summary>
    public static void Check(IConfiguration configuration, IHostEnvironment environment) => Refuse(environment, Unsafe(configuration));

    /// <summary>The same for a run that only reaches the database, such as migrations.</summary>
    public static void CheckConnections(IConfiguration configuration, IHostEnvironment environment) => Refuse(environment, UnsafeConnections(configuration));

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        Check(configuration, environment);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void Refuse(IHostEnvironment environment, List<string> found)
    {
        if (!environment.IsDevelopment() && found.Count > 0)
        {
            throw new InvalidOperationException(
                $"Refusing to start in {environment.EnvironmentName}:{string.Concat(found.Select(each => $"{Environment.NewLine}- {each}"))}");
        }
    }

    private static List<string> Unsafe(IConfiguration configuration)
    {
        var found = UnsafeConnections(configuration);
        CheckAuthority(configuration["Authentication:Authority"], found);
        if (string.IsNullOrWhiteSpace(configuration["Tls:Terminator"]))
        {
            CheckEndpoints(configuration, found);
        }

        return found;
    }

    private static List<string> UnsafeConnections(IConfiguration configuration)
    {
        var found = new List<string>();
        foreach (var connection in configuration.GetSection("ConnectionStrings").GetChildren())
        {
            CheckConnection(connection, found);
        }

        return found;
    }

    private static void CheckAuthority(string? authority, List<string> found)
    {
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var uri))
        {
            found.Add("Authentication:Authority should be the token issuer's address.");
            return;
        }

        if (uri.Scheme != Uri.UriSchemeHttps)
        {
            found.Add("Authentication:Authority should be an https address.");
        }

        if (uri.IsLoopback || uri.AbsoluteUri.Contains("sandbox", StringComparison.OrdinalIgnoreCase))
        {
            found.Add("Authentication:Authority is a sandbox, whose tokens anyone may have.");
        }
    }

    private static void CheckConnection(IConfigurationSection connection, List<string> found)
    {
        if (connection.Value is not { Length: > 0 } value)
        {
            return;
        }

        if (Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme.StartsWith("amqp", StringComparison.OrdinalIgnoreCase))
        {
            if (!uri.Scheme.Equals("amqps", StringComparison.OrdinalIgnoreCase))
            {
                found.Add($"{connection.Path} should be an amqps address: the broker's certificate is verified only then.");
            }

            return;
        }

        if (!VerifiesTls(value))
        {
            found.Add($"{connection.Path} should have SSL Mode=VerifyFull (or VerifyCA).");
        }
    }

    private static bool VerifiesTls(string connectionString)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
            return (parts.TryGetValue("SSL Mode", out var mode) || parts.TryGetValue("SslMode", out mode))
                && mode?.ToString()?.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant() is "VERIFYFULL" or "VERIFYCA";
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void CheckEndpoints(IConfiguration configuration, List<string> found)
    {
        foreach (var endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren())
        {
            if (IsCleartext(endpoint["Url"]))
            {
                found.Add($"{endpoint.Path}:Url is cleartext: use https, or name what ends TLS before it in Tls:Terminator.");
            }
        }

        foreach (var url in (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (IsCleartext(url))
            {
                found.Add("ASPNETCORE_URLS is cleartext: use https, or name what ends TLS before it in Tls:Terminator.");
            }
        }

        foreach (var service in configuration.GetSection("services").GetChildren())
        {
            var addresses = service.GetSection("grpc");
            foreach (var address in addresses.GetChildren().Prepend(addresses))
            {
                if (IsCleartext(address.Value))
                {
                    found.Add($"{address.Path} is cleartext: use https, or name what carries TLS in Tls:Terminator.");
                }
            }
        }
    }

    private static bool IsCleartext(string? url) => url?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) == true;
}
