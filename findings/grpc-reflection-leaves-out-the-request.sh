#!/usr/bin/env bash
# Grpc.AspNetCore.Server.Reflection 2.85.0: an answer of server reflection names neither the host nor the request that it answers.
#
# reflection.proto (grpc.reflection.v1) has valid_host and original_request in each ServerReflectionResponse, so that a client with several
# requests on one stream knows which one an answer is for; grpc-java fills both. This package leaves them empty, for what is found
# and for what is not. Expected: both as they were sent. Seen: "" and no request.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >finding.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Grpc.AspNetCore.Server.Reflection" Version="2.85.0" />
    <PackageReference Include="Grpc.Net.Client" Version="2.85.0" />
  </ItemGroup>
</Project>
XML
cat >Program.cs <<'CS'
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Reflection.V1Alpha;
using Microsoft.AspNetCore.Server.Kestrel.Core;

var builder = WebApplication.CreateBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2));
builder.Services.AddGrpc();
builder.Services.AddGrpcReflection();
await using var app = builder.Build();
app.MapGrpcReflectionService();
app.Urls.Add("http://127.0.0.1:0");
await app.StartAsync();

using var channel = GrpcChannel.ForAddress(app.Urls.First());
using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo();
foreach (var request in new[]
{
    new ServerReflectionRequest { Host = "example.org", ListServices = "*" },
    new ServerReflectionRequest { Host = "example.org", FileContainingSymbol = "no.such.Symbol" },
})
{
    await call.RequestStream.WriteAsync(request);
    await call.ResponseStream.MoveNext(default);
    var answer = call.ResponseStream.Current;
    Console.WriteLine($"{answer.MessageResponseCase}: valid_host \"{answer.ValidHost}\", original_request {(answer.OriginalRequest is null ? "absent" : "present")}");
}
CS
dotnet build -c Release -v quiet -nologo >build.log || { cat build.log; exit 1; }
seen=$(dotnet bin/Release/net10.0/finding.dll)
echo "$seen"
[ "$seen" = 'ListServicesResponse: valid_host "", original_request absent
ErrorResponse: valid_host "", original_request absent' ]
