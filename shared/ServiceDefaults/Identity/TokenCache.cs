using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Tyokyky.ServiceDefaults;

/// <summary>Whom a token names: validated once, then known by its hash until it ends.</summary>
internal sealed class TokenCache(TokenValidator validator, TimeProvider time)
{
    private const int Capacity = 20_000;
    private const string Scheme = JwtBearerDefaults.AuthenticationScheme + " ";

    private readonly ConcurrentDictionary<TokenHash, Caller> callers = new();

    /// <summary>The token of an authorization header.</summary>
    public static string TokenOf(string? authorization)
    {
        if (string.IsNullOrEmpty(authorization))
        {
            throw CallErrors.Token("TOKEN_MISSING", "The call carries no token: metadata authorization should be \"Bearer …\".");
        }

        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || authorization.Length == Scheme.Length)
        {
            throw CallErrors.Token("TOKEN_MALFORMED", "Metadata authorization should be \"Bearer\" and a token.");
        }

        return authorization;
    }

    public ValueTask<Caller> IdentifyAsync(string? authorization, CancellationToken cancel)
    {
        var token = TokenOf(authorization).AsSpan(Scheme.Length);
        var hash = TokenHash.Of(token);
        if (!callers.TryGetValue(hash, out var caller))
        {
            return new ValueTask<Caller>(ValidateAsync(hash, token.ToString(), cancel));
        }

        if (caller.ExpiresAt > time.GetUtcNow())
        {
            return new ValueTask<Caller>(caller);
        }

        callers.TryRemove(hash, out _);
        throw TokenValidator.Expired();
    }

    private async Task<Caller> ValidateAsync(TokenHash hash, string token, CancellationToken cancel)
    {
        var caller = await validator.ValidateAsync(token, cancel);
        if (callers.Count >= Capacity)
        {
            RemoveEnded();
        }

        callers[hash] = caller;
        return caller;
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
}
