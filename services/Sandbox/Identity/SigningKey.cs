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
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        Credentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256);
    }

    public SigningCredentials Credentials { get; }

    private static string CreatePem()
    {
        using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return fresh.ExportPkcs8PrivateKeyPem();
    }
}
