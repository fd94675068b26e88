using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Tyokyky.Sandbox.Identity;

/// <summary>What a person agreed to, as the code stands for it.</summary>
internal sealed record Grant(string ClientId, string RedirectUri, string CodeChallenge, string Scope, string? Nonce, string CallerName);

/// <summary>Authorization codes: random, used once, gone after a minute, kept in memory alone.</summary>
internal sealed class AuthorizationCodes(TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (Grant Grant, DateTimeOffset Until)> pending = new(StringComparer.Ordinal);

    public string Issue(Grant grant)
    {
        Forget();
        var code = Clients.NewSecret();
        pending[Hash(code)] = (grant, time.GetUtcNow() + Lifetime);
        return code;
    }

    /// <summary>
    /// What the code stands for. The first attempt uses it up, right or wrong, so a stolen code cannot be tried with one verifier after another.
    /// </summary>
    public Grant Redeem(string code, string clientId, string redirectUri, string verifier)
    {
        if (!pending.TryRemove(Hash(code), out var found) || found.Until <= time.GetUtcNow())
        {
            throw OAuthException.InvalidGrant("The code is not known, has been used, or is older than a minute.");
        }

        var grant = found.Grant;
        if (grant.ClientId != clientId || grant.RedirectUri != redirectUri)
        {
            throw OAuthException.InvalidGrant("The code was issued for another client or redirect_uri.");
        }

        return Pkce.Matches(verifier, grant.CodeChallenge)
            ? grant
            : throw OAuthException.InvalidGrant("code_verifier does not match the code_challenge.");
    }

    private void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var (code, (_, until)) in pending)
        {
            if (until <= now)
            {
                pending.TryRemove(code, out _);
            }
        }
    }

    private static string Hash(string code) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}

/// <summary>Proof key for code exchange (RFC 7636), method S256 only.</summary>
internal static class Pkce
{
    public static bool IsChallenge(string challenge) => challenge.Length == 43 && challenge.All(IsUnreserved);

    public static bool Matches(string verifier, string challenge) =>
        verifier.Length is >= 43 and <= 128
        && verifier.All(IsUnreserved)
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Challenge(verifier)), Encoding.ASCII.GetBytes(challenge));

    public static string Challenge(string verifier) =>
        System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    private static bool IsUnreserved(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~';
}
