using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Tyokyky.Sandbox.Identity;

/// <summary>This installation's ES256 key: random, made once, kept in the data folder.</summary>
internal sealed class SigningKey
{
    private const string File = "signing-key.pem";

    public SigningKey(SandboxFolder folder)
    {
        var ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(folder.ReadOrCreate(File, CreatePem));

        var key = new ECDsaSecurityKey(ecdsa);
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(ECDsa.Create(ecdsa.ExportParameters(includePrivateParameters: false))));
        key.KeyId = Base64UrlEncoder.Encode(jwk.ComputeJwkThumbprint());

        Credentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256);
        Public = new PublicKey(jwk.Kty, jwk.Crv, jwk.X, jwk.Y, "sig", SecurityAlgorithms.EcdsaSha256, key.KeyId);
    }

    public SigningCredentials Credentials { get; }

    public PublicKey Public { get; }

    private static string CreatePem()
    {
        using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return fresh.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>What JWKS shows of the key (RFC 7517).</summary>
    internal sealed record PublicKey(string Kty, string Crv, string X, string Y, string Use, string Alg, string Kid);
}
