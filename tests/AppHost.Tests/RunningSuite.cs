using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using Tyokyky.Contracts.Operations.V1;

namespace Tyokyky.AppHostTests;

/// <summary>The genuine AppHost with its dashboard, started as ./run starts it.</summary>
internal sealed class RunningSuite : IAsyncDisposable
{
    /// <summary>Beside that of a suite that somebody runs here.</summary>
    public const int PortBase = 7800;

    private const int Sigterm = 15;
    private static readonly (string Service, int Port)[] services = [("referrals", 10), ("team", 20), ("coaching", 30), ("employers", 40), ("metrics", 50)];

    private readonly Process process;
    private readonly string token = Guid.NewGuid().ToString("n");

    private RunningSuite(DataFolder data)
    {
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Tyokyky.AppHost", "release", "Tyokyky.AppHost"));
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = Path.Combine(DataFolder.Repository, "Tyokyky.AppHost"),
            Environment =
            {
                ["DOTNET_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["TYOKYKY_DATA"] = data.Path,
                ["TYOKYKY_OWNER"] = data.Path,
                ["TYOKYKY_PORT_BASE"] = PortBase.ToString(CultureInfo.InvariantCulture),
                ["ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN"] = token,
            },
        };
        process = OwnedProcess.Start(start);
    }

    public Uri LoginLink => new($"http://localhost:{PortBase + 80}/login?t={token}");

    public static async Task<RunningSuite> StartAsync(DataFolder data)
    {
        var suite = new RunningSuite(data);
        using var http = new HttpClient();
        await Eventually.Holds(async () => !suite.process.HasExited && (await Task.WhenAll(services.Select(s => AnswersAsync(http, PortBase + s.Port + 1)))).All(ok => ok), "every service is ready", seconds: 180);
        return suite;
    }

    /// <summary>One service's operations API, as the operator.</summary>
    public static async Task<(OperationsService.OperationsServiceClient Client, Metadata Headers)> OperatorAsync(string service)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsync(new Uri($"http://localhost:{PortBase}/callers/operator/token"), null);
        var bearer = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        var channel = GrpcChannel.ForAddress($"http://localhost:{PortBase + services.Single(s => s.Service == service).Port}");
        return (new OperationsService.OperationsServiceClient(channel), new Metadata { { "authorization", $"Bearer {bearer}" } });
    }

    /// <summary>kill -9 of the AppHost alone.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Ends it in order, as Ctrl-C does.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", [$"-{Sigterm.ToString(CultureInfo.InvariantCulture)}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await StopAsync();
        }

        process.Dispose();
    }

    private static async Task<bool> AnswersAsync(HttpClient http, int port)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"http://localhost:{port}/health"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
