using System.Buffers.Text;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.WebUtilities;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Tyokyky.Sandbox.Identity;

/// <summary>What an authorization request must be, beyond OpenIddict's own checks, and where its answer goes.</summary>
internal sealed class AuthorizationRules(RedirectUris redirects, Issuer issuer)
    : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>, IOpenIddictServerHandler<ApplyAuthorizationResponseContext>
{
    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        if (context.ClientId != Clients.Front)
        {
            context.Reject(Errors.InvalidRequest, $"client_id is not known; pages use {Clients.Front}.");
        }
        else if (!redirects.Allow(context.RedirectUri))
        {
            context.Reject(Errors.InvalidRequest, "redirect_uri is not registered (Sandbox:RedirectUris).");
        }
        else if (context.Request.Repeated() is { } name)
        {
            context.Reject(Errors.InvalidRequest, $"{name} is given more than once.");
        }
        else if (context.Request.HasPromptValue(PromptValues.None))
        {
            context.Reject(Errors.InteractionRequired, "A person has to be picked, so prompt=none cannot be served.");
        }
        else if (context.Request.CodeChallenge is { Length: > 0 } challenge && !(challenge.Length == 43 && Base64Url.IsValid(challenge)))
        {
            context.Reject(Errors.InvalidRequest, "code_challenge must be 43 characters of base64url.");
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// Sends the answer to the page that asked, a refusal too (RFC 6749, section 4.1.2.1), which OpenIddict shows to the person instead;
    /// but nothing to an address that is not known to be the client's own. 303, so that the browser turns the form's POST into a GET.
    /// </summary>
    public ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        if (context.Request is { ClientId: Clients.Front, RedirectUri: { } uri } request && redirects.Allow(uri))
        {
            context.Response.State = request.State;
            context.Response.Iss = issuer.Value;
            var answer = context.Response.GetParameters().Select(parameter => KeyValuePair.Create(parameter.Key, (string?)parameter.Value));
            var http = context.Transaction.GetHttpRequest()!.HttpContext.Response;
            http.StatusCode = StatusCodes.Status303SeeOther;
            http.Headers.Location = QueryHelpers.AddQueryString(uri, answer);
            context.HandleRequest();
        }

        return ValueTask.CompletedTask;
    }
}
