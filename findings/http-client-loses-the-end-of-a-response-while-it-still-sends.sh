#!/usr/bin/env bash
# System.Net.Http 10.0 (HTTP/2): the end of a response that has arrived is lost with its connection, if the request has not ended.
#
# The server ends the response, trailers and all, and then the connection in good order (GOAWAY, NO_ERROR). Who has sent its whole request reads
# the end whenever it likes. Who has not must be quicker than the end of the connection: afterwards the read fails as if the server had cut the
# response off, and gRPC says INTERNAL or UNAVAILABLE instead of the status that came. Expected: the end with its trailers in both cases.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >finding.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
</Project>
XML
cat >Program.cs <<'CS'
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

Console.WriteLine($"request sent whole: {await EndOfResponseAsync(new StringContent("question"))}");
Console.WriteLine($"request still open: {await EndOfResponseAsync(new OpenContent())}");

static async Task<string> EndOfResponseAsync(HttpContent question)
{
    var builder = WebApplication.CreateBuilder();
    builder.Logging.ClearProviders();
    builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
    await using var app = builder.Build();
    app.MapPost("/", async (HttpContext http, IHostApplicationLifetime lifetime) =>
    {
        await http.Response.WriteAsync("answer");
        await http.Response.Body.FlushAsync();
        var stopping = new TaskCompletionSource();
        lifetime.ApplicationStopping.Register(stopping.SetResult);
        await stopping.Task;
        http.Response.AppendTrailer("status", "stopping");
    });
    await app.StartAsync();

    using var client = new HttpClient();
    using var request = new HttpRequestMessage(HttpMethod.Post, app.Urls.First())
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Content = question,
    };
    using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    await using var body = await response.Content.ReadAsStreamAsync();
    await body.ReadExactlyAsync(new byte["answer".Length]);

    await app.StopAsync();
    await Task.Delay(500);
    try
    {
        var length = await body.ReadAsync(new byte[100]);
        return $"{length} bytes, status {string.Join(',', response.TrailingHeaders.SelectMany(header => header.Value))}";
    }
    catch (IOException failure)
    {
        return failure.GetType().Name;
    }
}

/// <summary>Sends a little and does not end.</summary>
internal sealed class OpenContent : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync("question"u8.ToArray());
        await stream.FlushAsync();
        await Task.Delay(Timeout.Infinite);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
CS
dotnet build -c Release -v quiet -nologo >build.log || { cat build.log; exit 1; }
seen=$(dotnet bin/Release/net10.0/finding.dll)
echo "$seen"
[ "$seen" = 'request sent whole: 0 bytes, status stopping
request still open: HttpProtocolException' ]
