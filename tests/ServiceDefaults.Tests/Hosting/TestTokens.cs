using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Tyokyky.ServiceDefaults.Tests;

/// <summary>An issuer of the test's own.</summary>
internal sealed class TestTokens
{
    public const string Issuer = "https://issuer.test";

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    public ECDsaSecurityKey Key { get; } = NewKey("key-1");

    public static ECDsaSecurityKey NewKey(string id) => new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = id };

    public string For(Role role, string subject = "person-1", string organisation = "0000001-9", TimeSpan? lifetime = null) =>
        Sign(Descriptor(subject, organisation, Roles.All.Where(each => role.HasFlag(each)).Select(Roles.Name), lifetime ?? TimeSpan.FromMinutes(5)), Key, "ES256");

    public static SecurityTokenDescriptor Descriptor(string? subject = "person-1", string? organisation = "0000001-9", IEnumerable<string>? roles = null, TimeSpan? lifetime = null)
    {
        var claims = new List<Claim>();
        claims.AddRange((roles ?? ["coordinator"]).Select(role => new Claim("roles", role)));
        if (subject is not null)
        {
            claims.Add(new Claim("sub", subject));
        }

        if (organisation is not null)
        {
            claims.Add(new Claim("org", organisation));
        }

        return new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = "tyokyky",
            Subject = new ClaimsIdentity(claims),
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime + (lifetime ?? TimeSpan.FromMinutes(5)),
        };
    }

    public string Sign(SecurityTokenDescriptor descriptor, SecurityKey? key = null, string algorithm = "ES256")
    {
        descriptor.SigningCredentials = new SigningCredentials(key ?? Key, algorithm);
        return handler.CreateToken(descriptor);
    }

    public string Unsigned(SecurityTokenDescriptor descriptor)
    {
        descriptor.SigningCredentials = null;
        return handler.CreateToken(descriptor);
    }
}
