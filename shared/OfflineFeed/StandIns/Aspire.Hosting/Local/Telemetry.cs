using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Local;

/// <summary>The environment variables with which Aspire sends a project's telemetry to the dashboard.</summary>
internal static class Telemetry
{
    public static void Fill(EnvironmentCallbackContext context, IConfiguration configuration, IHostEnvironment environment)
    {
        var variables = context.EnvironmentVariables;
        variables["OTEL_SERVICE_NAME"] = context.Resource.Name;
        // The same after each restart: with another id the dashboard would show one instance more.
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={context.Resource.Annotations.OfType<Instance>().Single().Id}";

        // Real Aspire names an address even when its dashboard is off; nobody would listen there.
        if (configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] is not { Length: > 0 } collector)
        {
            return;
        }

        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector;
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={configuration["AppHost:OtlpApiKey"]}";
        if (environment.IsDevelopment())
        {
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
            variables["OTEL_TRACES_SAMPLER"] = "always_on";
            variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        }
    }
}
