using System.Net;
using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Tyokyky.Contracts.Events.V1;

namespace Tyokyky.Benchmarks.Ground;

/// <summary>
/// What a service has around it and is not measured: a token issuer, a collector that takes all telemetry and drops it, and sources
/// that have no facts.
/// </summary>
internal sealed class Neighbours : IAsyncDisposable
{
    private readonly ECDsaSecurityKey key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "benchmarks" };
    private readonly WebApplication application;

    private Neighbours()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        application = builder.Build();
        application.MapGrpcService<NoFacts>();
        application.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, string>
        {
            ["issuer"] = Address,
            ["jwks_uri"] = Address + "/jwks",
            ["token_endpoint"] = Address + "/token",
        }));
        application.MapGet("/jwks", () => Results.Json(new { keys = new[] { PublicKey() } }));
        application.MapPost("/token", () => Results.Json(new Dictionary<string, object> { ["access_token"] = Token("service:benchmarks", "", "service"), ["expires_in"] = 3600 }));
        application.MapPost("/v1/{signal}", DropAsync);
    }

    /// <summary>Where tokens come from and telemetry goes to.</summary>
    public string Address => application.Urls.First();

    /// <summary>Where sources answer that nothing has happened.</summary>
    public string Feed => application.Urls.Last();

    public static async Task<Neighbours> StartAsync()
    {
        var neighbours = new Neighbours();
        await neighbours.application.StartAsync();
        return neighbours;
    }

    public string Token(string subject, string organisation, string role)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = "tyokyky",
            IssuedAt = now,
            NotBefore = now.AddMinutes(-1),
            Expires = now.AddHours(1),
            Claims = new Dictionary<string, object> { ["sub"] = subject, ["org"] = organisation, ["roles"] = new[] { role } },
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
        });
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private static async Task<IResult> DropAsync(HttpRequest request)
    {
        await request.Body.CopyToAsync(Stream.Null);
        return Results.Bytes([], "application/x-protobuf");
    }

    private Dictionary<string, string> PublicKey()
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new()
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["alg"] = "ES256",
            ["use"] = "sig",
            ["kid"] = key.KeyId,
            ["x"] = Base64UrlEncoder.Encode(point.X),
            ["y"] = Base64UrlEncoder.Encode(point.Y),
        };
    }

    private sealed class NoFacts : EventFeedService.EventFeedServiceBase
    {
        public override Task<ListFactsResponse> ListFacts(ListFactsRequest request, ServerCallContext context) =>
            Task.FromResult(new ListFactsResponse { Head = new FactCursor() });
    }
}
