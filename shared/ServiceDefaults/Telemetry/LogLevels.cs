using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tyokyky.ServiceDefaults;

/// <summary>Changes what is logged while the process runs.</summary>
public interface ILogLevelSwitch
{
    /// <summary>Sets the level of a category ("Default", "Tyokyky.EventLog", …); null takes back what was set.</summary>
    void Set(string category, LogLevel? level);

    /// <summary>What was set, by category.</summary>
    IReadOnlyDictionary<string, LogLevel> Changed { get; }
}

internal sealed class LogLevels : ConfigurationProvider, IConfigurationSource, ILogLevelSwitch
{
    private const string Prefix = "Logging:LogLevel:";
    private readonly Lock gate = new();
    private readonly Dictionary<string, LogLevel> changed = [];

    public IReadOnlyDictionary<string, LogLevel> Changed
    {
        get
        {
            lock (gate)
            {
                return new Dictionary<string, LogLevel>(changed);
            }
        }
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public void Set(string category, LogLevel? level)
    {
        lock (gate)
        {
            if (level is { } wanted)
            {
                changed[category] = wanted;
            }
            else
            {
                changed.Remove(category);
            }

            var data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, value) in changed)
            {
                data[Prefix + name] = value.ToString();
            }

            Data = data;
        }

        OnReload();
    }

    // Beneath everything that a service or an operator configures: frameworks say nothing about calls that went well.
    public static void AddDefaults(IHostApplicationBuilder builder) =>
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                [Prefix + "Default"] = "Information",
                [Prefix + "Microsoft.AspNetCore"] = "Warning",
                [Prefix + "Microsoft.Extensions.Http"] = "Warning",
                [Prefix + "Microsoft.IdentityModel"] = "Warning",
                [Prefix + "System.Net.Http.HttpClient"] = "Warning",
                [Prefix + "Polly"] = "Warning",
                [Prefix + "Grpc"] = "Warning",
                // Refusals are named, and failures logged, by CallInterceptor and CallGate.
                [Prefix + "Grpc.AspNetCore.Server.ServerCallHandler"] = "None",
            },
        });
}
