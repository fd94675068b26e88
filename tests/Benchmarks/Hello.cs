using System.Globalization;
using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tyokyky.Benchmarks.V1;

namespace Tyokyky.Benchmarks;

/// <summary>A bare gRPC service as its template makes it, in a process of its own: no token, no telemetry, no database.</summary>
internal sealed class Hello : HelloService.HelloServiceBase
{
    /// <summary>The garbage collector that web projects have.</summary>
    public static Dictionary<string, string> Settings { get; } = new() { ["DOTNET_gcServer"] = "1" };

    public static async Task RunAsync(string port)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddGrpc();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture), endpoint => endpoint.Protocols = HttpProtocols.Http2));
        var application = builder.Build();
        application.MapGrpcService<Hello>();
        await application.RunAsync();
    }

    public override Task<SayHelloResponse> SayHello(SayHelloRequest request, ServerCallContext context) =>
        Task.FromResult(new SayHelloResponse { Message = "Hello " + request.Name });
}
