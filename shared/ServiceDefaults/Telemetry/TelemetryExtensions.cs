using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Tyokyky.ServiceDefaults;

/// <summary>Logs, traces and metrics through OTLP.</summary>
public static class TelemetryExtensions
{
    /// <summary>Exports them when the host names an endpoint (OTEL_EXPORTER_OTLP_ENDPOINT), and lets levels of logging change meanwhile.</summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder, string service)
    {
        var levels = new LogLevels();
        LogLevels.AddDefaults(builder);
        builder.Configuration.Sources.Add(levels);
        builder.Services.AddSingleton<ILogLevelSwitch>(levels);
        builder.Services.AddSingleton<CallMeter>();

        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        builder.Services.AddOpenTelemetry()
            // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES, which the host sets, win over this name.
            .ConfigureResource(resource => resource.AddService(service).AddEnvironmentVariableDetector())
            .WithTracing(tracing => tracing.AddSource("Tyokyky.*", "Microsoft.AspNetCore", "Grpc.Net.Client", "System.Net.Http", "Npgsql"))
            .WithMetrics(metrics => metrics
                .AddMeter("Tyokyky.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "Npgsql")
                .AddRuntimeInstrumentation())
            .UseOtlpExporter();
    }
}
