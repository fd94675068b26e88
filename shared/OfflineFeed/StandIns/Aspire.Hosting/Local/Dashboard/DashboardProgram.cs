using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Local.Dashboard;

/// <summary>The genuine Aspire dashboard as a hidden resource. People log in with a token; telemetry and resources need a key each.</summary>
internal static class DashboardProgram
{
    public const string ResourceName = "aspire-dashboard";

    /// <summary>The configured program, or the one that the offline feed's tool has unpacked above the AppHost.</summary>
    public static string? Find(string appHostDirectory, IConfiguration configuration)
    {
        if (configuration["ASPIRE_DASHBOARD_PATH"] is { Length: > 0 } configured)
        {
            return configured;
        }

        for (var folder = new DirectoryInfo(appHostDirectory); folder is not null; folder = folder.Parent)
        {
            var program = Path.Combine(folder.FullName, ".tyokyky", "aspire", "managed", "aspire-managed");
            if (File.Exists(program))
            {
                return program;
            }
        }

        return null;
    }

    public static string LoginAddress(IConfiguration configuration) =>
        $"{Address(configuration, "ASPNETCORE_URLS")}/login?t={configuration["AppHost:BrowserToken"]}";

    public static ExecutableResource Describe(string program, string resourceService, IConfiguration configuration)
    {
        var resource = new ExecutableResource(ResourceName, program, Path.GetDirectoryName(program)!);
        var frontend = Endpoint(resource, "http", Address(configuration, "ASPNETCORE_URLS"));
        var telemetry = Endpoint(resource, "otlp-grpc", Address(configuration, "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"));
        var telemetryHttp = Endpoint(resource, "otlp-http", $"http://localhost:{Ports.Free()}");
        resource.Annotations.Add(new Hidden(OnExitCodes: null));
        resource.Annotations.Add(new NoLifecycleCommands());
        resource.Annotations.Add(new HealthCheckKey(ResourceName));
        resource.Annotations.Add(new ArgumentsStep(context =>
        {
            context.Args.Add("dashboard");
            return Task.CompletedTask;
        }));
        resource.Annotations.Add(new EnvironmentStep(context =>
        {
            foreach (var (name, value) in new Dictionary<string, string?>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_URLS"] = frontend,
                ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = telemetry,
                ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = telemetryHttp,
                ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = resourceService,
                ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
                ["ASPIRE_DASHBOARD_TELEMETRY_OPTOUT"] = "true",
                ["ASPIRE_VERSION_CHECK_DISABLED"] = "true",
                ["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken",
                ["DASHBOARD__FRONTEND__BROWSERTOKEN"] = configuration["AppHost:BrowserToken"],
                ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
                ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = configuration["AppHost:OtlpApiKey"],
                ["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey",
                ["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = configuration["AppHost:ResourceService:ApiKey"],
                ["DASHBOARD__API__AUTHMODE"] = "ApiKey",
                ["DASHBOARD__API__PRIMARYAPIKEY"] = configuration["AppHost:OtlpApiKey"],
                ["DASHBOARD__UI__DISABLEAGENTHELP"] = "true",
                ["LOGGING__LOGLEVEL__DEFAULT"] = "Warning",
                ["LOGGING__LOGLEVEL__GRPC"] = "Warning",
            })
            {
                context.EnvironmentVariables[name] = value ?? "";
            }

            return Task.CompletedTask;
        }));
        return resource;
    }

    public static string Address(IConfiguration configuration) => Address(configuration, "ASPNETCORE_URLS");

    private static string Address(IConfiguration configuration, string key)
    {
        if (configuration[key]?.Split(';')[0] is not { Length: > 0 } address)
        {
            address = configuration[key] = $"http://localhost:{Ports.Free()}";
        }

        return address.TrimEnd('/');
    }

    private static string Endpoint(ExecutableResource resource, string name, string address)
    {
        var uri = new Uri(address);
        resource.Annotations.Add(new EndpointAnnotation(ProtocolType.Tcp, uriScheme: uri.Scheme, name: name, port: uri.Port));
        return address;
    }
}
