using System.Collections.Immutable;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Tyokyky.Sandbox.Identity;

/// <summary>What a caller's tokens say of them.</summary>
internal static class TokenClaims
{
    public const string Audience = "tyokyky";

    /// <summary>What a token may be asked for. What it may do is decided by its roles.</summary>
    public const string Scope = "tyokyky";

    public static ClaimsPrincipal Of(Caller caller, ImmutableArray<string> scopes)
    {
        var claims = new ClaimsIdentity([new Claim("roles", JsonSerializer.Serialize(caller.Roles), JsonClaimValueTypes.JsonArray)], "sandbox")
            .SetClaim(Claims.Subject, caller.Subject)
            .SetClaim(Claims.Name, caller.DisplayName)
            .SetClaim("org", caller.Organisation)
            .SetClaim("client_ref", caller.ClientReference)
            .SetScopes(scopes.IsEmpty ? [Scope] : scopes)
            .SetResources(Audience)
            .SetDestinations(claim => [claim.Type == Claims.Name ? Destinations.IdentityToken : Destinations.AccessToken]);
        return new ClaimsPrincipal(claims);
    }
}
