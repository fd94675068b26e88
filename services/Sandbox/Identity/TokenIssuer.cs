using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Tyokyky.Sandbox.Identity;

/// <summary>Signs access tokens (RFC 9068) and id tokens.</summary>
internal sealed class TokenIssuer(SigningKey key, Issuer issuer, TimeProvider time)
{
    public const string Audience = "tyokyky";

    /// <summary>The lifetime of a token that a client asked for itself.</summary>
    public static readonly TimeSpan Ordinary = TimeSpan.FromHours(1);

    /// <summary>The lifetime of a ready token: a working day of trying things.</summary>
    public static readonly TimeSpan Ready = TimeSpan.FromHours(12);

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    public string AccessToken(Caller caller, string clientId, string scope, TimeSpan lifetime)
    {
        var claims = new Dictionary<string, object>
        {
            ["sub"] = caller.Subject,
            ["org"] = caller.Organisation,
            ["client_id"] = clientId,
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["roles"] = caller.Roles.ToArray(),
            ["scope"] = scope,
        };
        if (caller.ClientReference is { } client)
        {
            claims["client_ref"] = client;
        }

        return Sign(claims, Audience, "at+jwt", lifetime);
    }

    public string IdToken(Caller caller, string clientId, string? nonce)
    {
        var claims = new Dictionary<string, object> { ["sub"] = caller.Subject, ["name"] = caller.DisplayName };
        if (nonce is { Length: > 0 })
        {
            claims["nonce"] = nonce;
        }

        return Sign(claims, clientId, "JWT", Ordinary);
    }

    private string Sign(Dictionary<string, object> claims, string audience, string type, TimeSpan lifetime)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer.Value,
            Audience = audience,
            Claims = claims,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            TokenType = type,
            SigningCredentials = key.Credentials,
        });
    }
}

/// <summary>The issuer's URL, fixed by configuration so that a request's Host header cannot choose it.</summary>
internal sealed class Issuer(IConfiguration configuration)
{
    public string Value { get; } = (configuration["Sandbox:Issuer"]
        ?? configuration["Authentication:Authority"]
        ?? configuration["Kestrel:Endpoints:http:Url"]
        ?? throw new InvalidOperationException("Sandbox:Issuer is missing: the URL under which services reach the Sandbox.")).TrimEnd('/');

    public string At(string path) => Value + path;
}
