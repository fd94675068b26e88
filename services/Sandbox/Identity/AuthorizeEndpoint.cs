using Microsoft.AspNetCore.WebUtilities;

namespace Tyokyky.Sandbox.Identity;

/// <summary><c>/oauth/authorize</c>: shows the person picker (GET), and sends the chosen person's code back to the page (POST).</summary>
internal sealed class AuthorizeEndpoint(RedirectUris redirects, Callers callers, AuthorizationCodes codes, Issuer issuer)
{
    public IResult Show(HttpContext context) => Answer(context, new OAuthParameters(context.Request.Query), parameters =>
    {
        var asked = Check(parameters);
        return parameters["prompt"] == "none"
            ? throw new OAuthException("interaction_required", "A person has to be picked, so prompt=none cannot be served.")
            : PersonPickerPage.Render(context, callers, asked, parameters["login_hint"]);
    });

    public async Task<IResult> PickAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            return PersonPickerPage.Refuse(context, "The form is missing.");
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return Answer(context, new OAuthParameters(form), parameters =>
        {
            var asked = Check(parameters);
            if (parameters["caller"] is not { } name)
            {
                throw new OAuthException("access_denied", "Nobody was picked.");
            }

            var person = callers.People.FirstOrDefault(caller => caller.Name == name)
                ?? throw new OAuthException("access_denied", "There is no such person.");
            var code = codes.Issue(new Grant(asked.ClientId, asked.RedirectUri, asked.CodeChallenge, asked.Scope, asked.Nonce, person.Name));
            return SendBack(asked.RedirectUri, asked.State, ("code", code));
        });
    }

    private IResult Answer(HttpContext context, OAuthParameters parameters, Func<OAuthParameters, IResult> answer)
    {
        context.Response.Headers.CacheControl = "no-store";
        string redirectUri;
        try
        {
            redirectUri = CheckRedirect(parameters);
        }
        catch (OAuthException refusal)
        {
            // Nothing is sent to an address that is not known to be the client's own.
            return PersonPickerPage.Refuse(context, refusal.Message);
        }

        try
        {
            return answer(parameters);
        }
        catch (OAuthException refusal)
        {
            return SendBack(redirectUri, StateOf(parameters), ("error", refusal.Error), ("error_description", refusal.Message));
        }
    }

    private string CheckRedirect(OAuthParameters parameters)
    {
        if (parameters.Required("client_id") != Clients.Front)
        {
            throw OAuthException.InvalidRequest($"client_id is not known; pages use {Clients.Front}.");
        }

        var uri = parameters.Required("redirect_uri");
        return redirects.Allow(uri) ? uri : throw OAuthException.InvalidRequest("redirect_uri is not registered (Sandbox:RedirectUris).");
    }

    private static AuthorizationRequest Check(OAuthParameters parameters)
    {
        if (parameters.Required("response_type") != "code")
        {
            throw new OAuthException("unsupported_response_type", "Only response_type=code is served.");
        }

        if (parameters["response_mode"] is not (null or "query"))
        {
            throw OAuthException.InvalidRequest("Only response_mode=query is served.");
        }

        var challenge = parameters.Required("code_challenge");

        // An absent method means plain (RFC 7636, section 4.3), which shows the verifier to whoever sees the request.
        if (parameters["code_challenge_method"] != "S256" || !Pkce.IsChallenge(challenge))
        {
            throw OAuthException.InvalidRequest("code_challenge_method must be S256, and code_challenge 43 characters of base64url.");
        }

        return new AuthorizationRequest(
            parameters.Required("client_id"),
            parameters.Required("redirect_uri"),
            challenge,
            Scopes.Check(parameters["scope"]),
            parameters["state"],
            parameters["nonce"]);
    }

    private static string? StateOf(OAuthParameters parameters)
    {
        try
        {
            return parameters["state"];
        }
        catch (OAuthException)
        {
            return null;
        }
    }

    private SeeOther SendBack(string redirectUri, string? state, params IEnumerable<(string Name, string Value)> answer)
    {
        var query = answer.Append(("iss", issuer.Value)).Concat(state is null ? [] : [("state", state)])
            .Select(pair => KeyValuePair.Create(pair.Item1, (string?)pair.Item2));
        return new SeeOther(QueryHelpers.AddQueryString(redirectUri, query));
    }

    /// <summary>303, so that the browser turns the form's POST into a GET of the page.</summary>
    private sealed class SeeOther(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = location;
            return Task.CompletedTask;
        }
    }
}

/// <summary>A checked authorization request.</summary>
internal sealed record AuthorizationRequest(string ClientId, string RedirectUri, string CodeChallenge, string Scope, string? State, string? Nonce);
