using System.Text.Json;
using Grpc.Core;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Tyokyky.ServiceDefaults;

/// <summary>The service's own token (client credentials), kept until shortly before it ends.</summary>
internal sealed class ServiceCredentials(
    IConfiguration configuration, IOptionsMonitor<JwtBearerOptions> options, IHttpClientFactory http, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan early = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim gate = new(1);
    private volatile Held? held;

    public async ValueTask<string> TokenAsync(CancellationToken cancel)
    {
        if (held is { } known && known.Until > time.GetUtcNow())
        {
            return known.Token;
        }

        await gate.WaitAsync(cancel);
        try
        {
            if (held is { } justNow && justNow.Until > time.GetUtcNow())
            {
                return justNow.Token;
            }

            var fresh = await AskAsync(cancel);
            held = fresh;
            return fresh.Token;
        }
        catch (Exception failure)
            when (failure is HttpRequestException or InvalidOperationException or JsonException or KeyNotFoundException or TaskCanceledException
                && !cancel.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The token issuer does not give this service a token."));
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<Held> AskAsync(CancellationToken cancel)
    {
        var manager = options.Get(JwtBearerDefaults.AuthenticationScheme).ConfigurationManager
            ?? throw new InvalidOperationException("Authentication:Authority is not set.");
        var issuer = await manager.GetConfigurationAsync(cancel);
        using var client = http.CreateClient(nameof(ServiceCredentials));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = Required("Authentication:ClientId"),
            ["client_secret"] = Required("Authentication:ClientSecret"),
        });
        using var answer = await client.PostAsync(new Uri(issuer.TokenEndpoint), form, cancel);
        answer.EnsureSuccessStatusCode();
        using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancel), cancellationToken: cancel);
        var token = json.RootElement.GetProperty("access_token").GetString() ?? throw new JsonException("access_token is null.");
        var seconds = json.RootElement.GetProperty("expires_in").GetInt32();
        return new Held(token, time.GetUtcNow() + TimeSpan.FromSeconds(seconds) - early);
    }

    private string Required(string key) => configuration[key] is { Length: > 0 } value ? value : throw new InvalidOperationException($"{key} is not set.");

    private sealed record Held(string Token, DateTimeOffset Until);
}
