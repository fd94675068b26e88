using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Tyokyky.ServiceDefaults;

/// <summary>Health of a program: its own and that of what it needs.</summary>
public static class HealthExtensions
{
    /// <summary>Liveness; what else the program needs is added as ASP.NET Core health checks.</summary>
    public static void AddHealth(this IServiceCollection services)
    {
        // Liveness asks nothing outside the process.
        services.AddHealthChecks().AddCheck("process", () => HealthCheckResult.Healthy(), [HealthReports.Live]);
        services.AddSingleton<HealthReports>();
    }

    internal static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGrpcService<HealthGrpcService>();
        app.MapHttpHealth();
    }

    /// <summary><c>/health</c> and <c>/alive</c>, untraced.</summary>
    public static void MapHttpHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health", WriteAsync);
        app.MapGet("/alive", () =>
        {
            UntracedRequests.Untrace(Activity.Current);
            return Results.Text("Healthy");
        });
    }

    private static async Task WriteAsync(HttpContext http, HealthReports reports)
    {
        UntracedRequests.Untrace(Activity.Current);
        var report = await reports.NowAsync(http.RequestAborted);
        var status = reports.StatusOf(report);
        http.Response.StatusCode = status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        http.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("status", status.ToString());
        json.WriteStartObject("entries");
        foreach (var (name, entry) in report.Entries)
        {
            json.WriteStartObject(name);
            json.WriteString("status", HealthReports.StatusOf(entry).ToString());
            json.WriteString("description", entry.Description);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
