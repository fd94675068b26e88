using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tyokyky.SystemTests;

/// <summary>Receives OTLP over HTTP, a path for each service, and keeps what came: in protobuf, texts stand as they are, and ids as their bytes.</summary>
internal sealed class Telemetry : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Service, string Signal, byte[] Body)> received = new();
    private readonly WebApplication application;

    private Telemetry()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        application = builder.Build();
        application.MapPost("/{service}/v1/{signal}", KeepAsync);
    }

    public static async Task<Telemetry> StartAsync(CancellationToken cancel)
    {
        var telemetry = new Telemetry();
        await telemetry.application.StartAsync(cancel);
        return telemetry;
    }

    public string AddressFor(string service) => $"{application.Urls.Single()}/{service}";

    /// <summary>All that has come: spans, log records and measurements.</summary>
    public IReadOnlyList<(string Service, string Signal, byte[] Body)> Received => [.. received];

    /// <summary>Whether a service has told of its part in a trace.</summary>
    public bool Knows(string service, string trace)
    {
        var id = Convert.FromHexString(trace);
        return received.Any(post => post.Service == service && post.Signal == "traces" && post.Body.AsSpan().IndexOf(id) >= 0);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task<IResult> KeepAsync(string service, string signal, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        received.Enqueue((service, signal, body.ToArray()));
        return Results.Bytes([], "application/x-protobuf");
    }
}
