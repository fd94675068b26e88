using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace Tyokyky.ServiceDefaults;

/// <summary>
/// Whom a token names: validated once, as JwtBearer's token handler, then known by its hash until it ends. A token that is known is not brought
/// before JwtBearer again, whose way there costs three times the look-up.
/// </summary>
internal sealed class TokenCache(TokenValidator validator, TimeProvider time) : TokenHandler
{
    private const int Capacity = 20_000;
    private const string Scheme = JwtBearerDefaults.AuthenticationScheme + " ";

    private readonly ConcurrentDictionary<TokenHash, Caller> callers = new();

    /// <summary>The token of an authorization header, after as many blanks as there are.</summary>
    public static ReadOnlySpan<char> TokenOf(string? authorization)
    {
        if (string.IsNullOrEmpty(authorization))
        {
            throw CallErrors.Token("TOKEN_MISSING", "The call carries no token: metadata authorization should be \"Bearer …\".");
        }

        var token = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization.AsSpan(Scheme.Length).Trim() : [];
        return token.IsEmpty || token.ContainsAny(' ', '\t') ? throw Malformed() : token;
    }

    public ValueTask<Caller> IdentifyAsync(HttpContext http)
    {
        var token = TokenOf(http.Request.Headers.Authorization);
        return Find(TokenHash.Of(token)) is { } known ? new ValueTask<Caller>(known) : new ValueTask<Caller>(AuthenticateAsync(http));
    }

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var (caller, parsed) = await validator.ValidateAsync(token, validationParameters);
        if (callers.Count >= Capacity)
        {
            RemoveEnded();
        }

        callers[TokenHash.Of(token)] = caller;
        return new TokenValidationResult { IsValid = true, SecurityToken = parsed, ClaimsIdentity = new CallerIdentity(caller) };
    }

    private static async Task<Caller> AuthenticateAsync(HttpContext http)
    {
        var result = await http.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        return result.Principal?.Identity is CallerIdentity identity ? identity.Caller : throw result.Failure ?? Malformed();
    }

    private static DomainException Malformed() => CallErrors.Token("TOKEN_MALFORMED", "Metadata authorization should be \"Bearer\" and a token.");

    private Caller? Find(TokenHash hash)
    {
        if (!callers.TryGetValue(hash, out var caller) || caller.ExpiresAt > time.GetUtcNow())
        {
            return caller;
        }

        callers.TryRemove(hash, out _);
        throw TokenValidator.Expired();
    }

    private void RemoveEnded()
    {
        var now = time.GetUtcNow();
        foreach (var (hash, caller) in callers)
        {
            if (caller.ExpiresAt <= now)
            {
                callers.TryRemove(hash, out _);
            }
        }

        // So many tokens that have not ended: forgetting them costs a validation each, growing would cost the process.
        if (callers.Count >= Capacity)
        {
            callers.Clear();
        }
    }

    private sealed class CallerIdentity(Caller caller) : ClaimsIdentity(JwtBearerDefaults.AuthenticationScheme)
    {
        public Caller Caller { get; } = caller;
    }
}
