using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Tyokyky.Sandbox.Identity;

/// <summary><c>/oauth/authorize</c>, once OpenIddict has checked the request: shows the person picker (GET), and lets the chosen person in (POST).</summary>
internal static class AuthorizeEndpoint
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static IResult Show(HttpContext context, Callers callers) =>
        Refusal(context) ?? PersonPickerPage.Render(context, callers, context.GetOpenIddictServerRequest()!);

    public static IResult Pick(HttpContext context, Callers callers)
    {
        if (Refusal(context) is { } refusal)
        {
            return refusal;
        }

        var asked = context.GetOpenIddictServerRequest()!;
        if ((string?)asked["caller"] is not { Length: > 0 } name)
        {
            return Denied("Nobody was picked.");
        }

        return callers.People.FirstOrDefault(caller => caller.Name == name) is { } person
            ? Results.SignIn(TokenClaims.Of(callers.Identity(person), asked.GetScopes()), authenticationScheme: Scheme)
            : Denied("There is no such person.");
    }

    private static IResult? Refusal(HttpContext context) => context.GetOpenIddictServerResponse() is { Error: not null } refusal
        ? PersonPickerPage.Refuse(context, refusal.ErrorDescription ?? refusal.Error)
        : null;

    private static IResult Denied(string why) => Results.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.AccessDenied,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = why,
        }),
        [Scheme]);
}
