using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.TestKit;

/// <summary>Tokens signed by a key that only this process knows.</summary>
public static class Tokens
{
    private const string Issuer = "https://tokens.test";
    private static readonly ECDsaSecurityKey Key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };
    private static readonly ECDsaSecurityKey ForgersKey = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };

    /// <summary>An organisation for those who need just one.</summary>
    public const string Organisation = "2345678-0";

    /// <summary>A token of that role, organisation and subject.</summary>
    public static string For(Role roles, string organisation = Organisation, string? subject = null, string? clientRef = null, TimeSpan? lifetime = null) =>
        Sign(Key, roles, organisation, subject, clientRef, lifetime);

    /// <summary>The same, signed by somebody who says to be the issuer.</summary>
    public static string Forged(Role roles, string organisation = Organisation) => Sign(ForgersKey, roles, organisation, null, null, null);

    /// <summary>A token that has ended.</summary>
    public static string Expired(Role roles, string organisation = Organisation) => For(roles, organisation, lifetime: TimeSpan.FromMinutes(-5));

    /// <summary>Makes a service trust this key and no other issuer.</summary>
    public static void Trust(JwtBearerOptions options)
    {
        options.Authority = null;
        options.ConfigurationManager = null;
        options.TokenValidationParameters.ValidIssuer = Issuer;
        options.TokenValidationParameters.IssuerSigningKey = Key;
    }

    private static string Sign(SecurityKey key, Role roles, string organisation, string? subject, string? clientRef, TimeSpan? lifetime)
    {
        var now = DateTime.UnixEpoch + (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch);
        var ends = now + (lifetime ?? TimeSpan.FromHours(1));
        var claims = new Dictionary<string, object>
        {
            ["sub"] = subject ?? $"test-{Roles.Name(Roles.First(roles))}",
            ["org"] = organisation,
            ["roles"] = Roles.All.Where(role => (roles & role) != 0).Select(Roles.Name).ToArray(),
        };
        if (clientRef is not null) { claims["client_ref"] = clientRef; }
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = "tyokyky",
            IssuedAt = ends < now ? ends : now,
            NotBefore = (ends < now ? ends : now).AddMinutes(-1),
            Expires = ends,
            Claims = claims,
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
        });
    }
}
