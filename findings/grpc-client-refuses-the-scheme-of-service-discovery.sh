#!/usr/bin/env bash
# Grpc.Net.Client 2.85.0 with Microsoft.Extensions.ServiceDiscovery 10.11.0: the address that service discovery is documented to take,
# https+http://name (https if it is offered, else http), works in an HttpClient of IHttpClientFactory and is refused in a client of
# Grpc.Net.ClientFactory, although both send through the same handlers, which would resolve it. Expected: the handlers decide.
# Seen: InvalidOperationException, "No address resolver configured for the scheme 'https+http'."
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >finding.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Grpc.AspNetCore" Version="2.85.0" />
    <PackageReference Include="Grpc.AspNetCore.HealthChecks" Version="2.85.0" />
    <PackageReference Include="Microsoft.Extensions.ServiceDiscovery" Version="10.11.0" />
  </ItemGroup>
</Project>
XML
cat >Program.cs <<'CS'
using Grpc.Health.V1;
using Microsoft.AspNetCore.Server.Kestrel.Core;

var builder = WebApplication.CreateBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2));
builder.Services.AddGrpc();
builder.Services.AddGrpcHealthChecks();
await using var app = builder.Build();
app.MapGrpcHealthChecksService();
app.Urls.Add("http://127.0.0.1:0");
await app.StartAsync();

var services = new ServiceCollection();
services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("services:answering:http:0", app.Urls.First())]).Build());
services.AddServiceDiscovery();
services.ConfigureHttpClientDefaults(http => http.AddServiceDiscovery());
services.AddHttpClient("plain", http => (http.DefaultRequestVersion, http.DefaultVersionPolicy) = (new Version(2, 0), HttpVersionPolicy.RequestVersionExact));
services.AddGrpcClient<Health.HealthClient>("http", grpc => grpc.Address = new Uri("http://answering"));
services.AddGrpcClient<Health.HealthClient>("https+http", grpc => grpc.Address = new Uri("https+http://answering"));
await using var provider = services.BuildServiceProvider();

using var plain = provider.GetRequiredService<IHttpClientFactory>().CreateClient("plain");
using var answer = await plain.GetAsync("https+http://answering/");
Console.WriteLine($"HttpClient to https+http://answering: {(int)answer.StatusCode}");
foreach (var scheme in new[] { "http", "https+http" })
{
    try
    {
        var grpc = provider.GetRequiredService<Grpc.Net.ClientFactory.GrpcClientFactory>().CreateClient<Health.HealthClient>(scheme);
        await grpc.CheckAsync(new HealthCheckRequest());
        Console.WriteLine($"gRPC client to {scheme}://answering: answered");
    }
    catch (InvalidOperationException refused)
    {
        Console.WriteLine($"gRPC client to {scheme}://answering: {refused.Message.Split('.')[0]}");
    }
}
CS
dotnet build -c Release -v quiet -nologo >build.log || { cat build.log; exit 1; }
seen=$(dotnet bin/Release/net10.0/finding.dll)
echo "$seen"
[ "$seen" = "HttpClient to https+http://answering: 404
gRPC client to http://answering: answered
gRPC client to https+http://answering: No address resolver configured for the scheme 'https+http'" ]
