using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization;

namespace Tyokyky.Sandbox.Identity;

/// <summary>An answer of the token endpoint (RFC 6749, section 5.1).</summary>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("scope")] string Scope,
    [property: JsonPropertyName("id_token"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? IdToken = null);

/// <summary><c>POST /oauth/token</c>: client credentials, and authorization code with PKCE.</summary>
internal sealed class TokenEndpoint(Clients clients, Callers callers, AuthorizationCodes codes, TokenIssuer tokens)
{
    public async Task<IResult> HandleAsync(HttpRequest request)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        try
        {
            var parameters = await ReadAsync(request);
            var answer = parameters.Required("grant_type") switch
            {
                "client_credentials" => ForClient(request, parameters),
                "authorization_code" => ForCode(parameters),
                var other => throw new OAuthException("unsupported_grant_type", $"The grant type {other} is not served; client_credentials and authorization_code are."),
            };
            return Results.Json(answer);
        }
        catch (OAuthException refusal)
        {
            if (refusal.Status == StatusCodes.Status401Unauthorized)
            {
                request.HttpContext.Response.Headers.WWWAuthenticate = "Basic realm=\"tyokyky-sandbox\", charset=\"UTF-8\"";
            }

            return Results.Json(new { error = refusal.Error, error_description = refusal.Message }, statusCode: refusal.Status);
        }
    }

    private TokenAnswer ForClient(HttpRequest request, OAuthParameters parameters)
    {
        var (id, secret) = Credentials(request, parameters);
        if (id == Clients.Front)
        {
            throw new OAuthException("unauthorized_client", "This client is for people: it uses the authorization code with PKCE.");
        }

        var caller = clients.Authenticate(id, secret) ?? throw OAuthException.InvalidClient();
        var scope = Scopes.Check(parameters["scope"]);
        return scope.Split(' ').Contains("openid")
            ? throw new OAuthException("invalid_scope", "openid is for people, not for client credentials.")
            : new TokenAnswer(tokens.AccessToken(caller, id, scope, TokenIssuer.Ordinary), "Bearer", (int)TokenIssuer.Ordinary.TotalSeconds, scope);
    }

    private TokenAnswer ForCode(OAuthParameters parameters)
    {
        var code = parameters.Required("code");
        var clientId = parameters.Required("client_id");
        if (clientId != Clients.Front)
        {
            throw OAuthException.InvalidClient();
        }

        var grant = codes.Redeem(code, clientId, parameters.Required("redirect_uri"), parameters.Required("code_verifier"));
        var caller = callers.Identity(callers.Find(grant.CallerName)!);
        var idToken = grant.Scope.Split(' ').Contains("openid") ? tokens.IdToken(caller, clientId, grant.Nonce) : null;
        return new TokenAnswer(
            tokens.AccessToken(caller, clientId, grant.Scope, TokenIssuer.Ordinary), "Bearer", (int)TokenIssuer.Ordinary.TotalSeconds, grant.Scope, idToken);
    }

    private static async Task<OAuthParameters> ReadAsync(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "application/x-www-form-urlencoded")
        {
            throw OAuthException.InvalidRequest("The body must be application/x-www-form-urlencoded.");
        }

        return new OAuthParameters(await request.ReadFormAsync(request.HttpContext.RequestAborted));
    }

    private static (string Id, string Secret) Credentials(HttpRequest request, OAuthParameters parameters)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header))
        {
            return (parameters["client_id"] ?? throw OAuthException.InvalidClient(), parameters["client_secret"] ?? "");
        }

        if (parameters["client_secret"] is not null)
        {
            throw OAuthException.InvalidRequest("The client authenticates in two ways at once.");
        }

        var pair = header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) ? Decode(header.Parameter ?? "") : "";

        // Ids of services carry a colon, which a client should send as %3A (RFC 6749, section 2.3.1), and few do.
        var end = pair.IndexOf(':', pair.StartsWith("service:", StringComparison.Ordinal) ? "service:".Length : 0);
        return end < 0
            ? throw OAuthException.InvalidClient()
            : (Uri.UnescapeDataString(pair[..end].Replace('+', ' ')), Uri.UnescapeDataString(pair[(end + 1)..].Replace('+', ' ')));
    }

    private static string Decode(string parameter)
    {
        var bytes = new byte[parameter.Length];
        return Convert.TryFromBase64String(parameter, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
    }
}
