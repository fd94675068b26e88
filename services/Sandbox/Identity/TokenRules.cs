using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Tyokyky.Sandbox.Identity;

/// <summary>Who may ask for a token, and whom it then speaks for.</summary>
internal sealed class TokenRules(Clients clients, Callers callers)
    : IOpenIddictServerHandler<ValidateTokenRequestContext>, IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        var request = context.Request;
        SplitServiceId(request);
        if (request.Repeated() is { } name)
        {
            context.Reject(Errors.InvalidRequest, $"{name} is given more than once.");
        }
        else if (request.ClientId is null)
        {
            // OpenIddict's own check tells what is missing.
        }
        else if (request.IsAuthorizationCodeGrantType() && request.ClientId != Clients.Front)
        {
            RejectClient(context);
        }
        else if (request.IsClientCredentialsGrantType())
        {
            CheckClient(context, request.ClientId);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        context.Principal = context.AuthorizationCodePrincipal is { } granted
            ? TokenClaims.Of(callers.Identity(callers.Find(granted.GetClaim(Claims.Subject)!)!), granted.GetScopes())
            : TokenClaims.Of(clients.Caller(context.Request.ClientId!), context.Request.GetScopes());
        return ValueTask.CompletedTask;
    }

    // Ids of services carry a colon, which a client should send in the header as %3A (RFC 6749, section 2.3.1), and few do.
    private static void SplitServiceId(OpenIddictRequest request)
    {
        if (request is { ClientId: "service", ClientSecret: { } rest } && rest.IndexOf(':') is >= 0 and var end)
        {
            request.ClientId = $"service:{rest[..end]}";
            request.ClientSecret = rest[(end + 1)..];
        }
    }

    private void CheckClient(ValidateTokenRequestContext context, string id)
    {
        if (id == Clients.Front)
        {
            context.Reject(Errors.UnauthorizedClient, "This client is for people: it uses the authorization code with PKCE.");
        }
        else if (!clients.Authenticate(id, context.Request.ClientSecret ?? ""))
        {
            RejectClient(context);
        }
        else if (context.Request.HasScope(Scopes.OpenId))
        {
            context.Reject(Errors.InvalidScope, "openid is for people, not for client credentials.");
        }
    }

    private static void RejectClient(ValidateTokenRequestContext context) =>
        context.Reject(Errors.InvalidClient, "The client is not known, or its secret is wrong.");
}
