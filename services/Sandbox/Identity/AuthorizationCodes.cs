using System.Collections.Concurrent;
using System.Security.Claims;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Tyokyky.Sandbox.Identity;

/// <summary>
/// Authorization codes: random, used once, gone after a minute, kept in memory alone. OpenIddict's own, without a database, are encrypted
/// tokens that can be used again and again.
/// </summary>
internal sealed class AuthorizationCodes(TimeProvider time) : IOpenIddictServerHandler<GenerateTokenContext>, IOpenIddictServerHandler<ValidateTokenContext>
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private const string Code = TokenTypeIdentifiers.Private.AuthorizationCode;

    private readonly ConcurrentDictionary<string, ClaimsPrincipal> pending = new(StringComparer.Ordinal);

    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (context.TokenType == Code)
        {
            Forget();
            context.Token = Clients.NewSecret();
            pending[context.Token] = context.Principal.SetTokenType(Code);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The first attempt uses the code up, right or wrong, so a stolen one cannot be tried with one verifier after another.</summary>
    public ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context.ValidTokenTypes.Contains(Code))
        {
            if (pending.TryRemove(context.Token, out var granted) && Lives(granted))
            {
                context.Principal = granted;
            }
            else
            {
                context.Reject(Errors.InvalidGrant, "The code is not known, has been used, or is older than a minute.");
            }
        }

        return ValueTask.CompletedTask;
    }

    private bool Lives(ClaimsPrincipal granted) => granted.GetExpirationDate() > time.GetUtcNow();

    private void Forget()
    {
        foreach (var (code, granted) in pending)
        {
            if (!Lives(granted))
            {
                pending.TryRemove(code, out _);
            }
        }
    }
}
