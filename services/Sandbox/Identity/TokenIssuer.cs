using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Tyokyky.Sandbox.Identity;

/// <summary>Makes access tokens that nobody asked for over OAuth, as OpenIddict makes the others.</summary>
internal sealed class TokenIssuer(IServiceScopeFactory scopes, Issuer issuer, TimeProvider time)
{
    /// <summary>The lifetime of a token that a client asked for itself.</summary>
    public static readonly TimeSpan Ordinary = TimeSpan.FromHours(1);

    /// <summary>The lifetime of a ready token: a working day of trying things.</summary>
    public static readonly TimeSpan Ready = TimeSpan.FromHours(12);

    public async Task<string> AccessTokenAsync(Caller caller, string clientId, TimeSpan lifetime)
    {
        await using var scope = scopes.CreateAsyncScope();
        var transaction = await scope.ServiceProvider.GetRequiredService<IOpenIddictServerFactory>().CreateTransactionAsync();
        var now = time.GetUtcNow();
        var token = new GenerateTokenContext(transaction)
        {
            TokenType = TokenTypeIdentifiers.AccessToken,
            TokenFormat = TokenFormats.Private.JsonWebToken,
            Principal = TokenClaims.Of(caller, [])
                .RemoveClaims(Claims.Name)
                .RemoveClaims(Claims.Private.Resource)
                .SetClaim(Claims.ClientId, clientId)
                .SetClaim(Claims.Private.Issuer, issuer.Value)
                .SetAudiences(TokenClaims.Audience)
                .SetCreationDate(now)
                .SetExpirationDate(now + lifetime),
        };
        await scope.ServiceProvider.GetRequiredService<IOpenIddictServerDispatcher>().DispatchAsync(token);
        return token.Token!;
    }
}
