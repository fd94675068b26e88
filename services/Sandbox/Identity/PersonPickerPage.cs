using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Tyokyky.Sandbox.Identity;

/// <summary>The page where one picks whom to be: plain HTML, no script, nothing from elsewhere.</summary>
internal static class PersonPickerPage
{
    private const string Style = """
        :root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif; }
        body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
        fieldset { border: 0; margin: 0; padding: 0; }
        legend { font-weight: bold; margin: 1.5rem 0 .5rem; }
        button { display: block; width: 100%; margin: .5rem 0; padding: .75rem 1rem; font: inherit; text-align: left;
          border: 1px solid; border-radius: .375rem; background: transparent; color: inherit; cursor: pointer; }
        button:hover, button:focus-visible { outline: 3px solid #2a6ebb; outline-offset: 2px; }
        small { display: block; }
        """;

    /// <summary>What the form sends again, for the pick to be checked like the question.</summary>
    private static readonly string[] Kept =
    [
        Parameters.ResponseType, Parameters.ClientId, Parameters.RedirectUri, Parameters.CodeChallenge, Parameters.CodeChallengeMethod, Parameters.Scope,
        Parameters.State, Parameters.Nonce,
    ];

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement);

    private static readonly string StyleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    public static IResult Render(HttpContext context, Callers callers, OpenIddictRequest asked)
    {
        var page = new StringBuilder();
        page.Append("""
            <h1>Who are you?</h1>
            <p>This is the development sandbox: its people and organisations are made up, and nobody needs a password.</p>
            <form method="post" action="authorize">
            """);
        foreach (var parameter in Kept)
        {
            if ((string?)asked[parameter] is { } value)
            {
                page.Append("<input type=\"hidden\" name=\"").Append(parameter).Append("\" value=\"").Append(Html.Encode(value)).Append("\">");
            }
        }

        foreach (var organisation in callers.People.GroupBy(caller => caller.Organisation))
        {
            page.Append("<fieldset><legend>").Append(Html.Encode(organisation.Key.Name)).Append("</legend>");
            foreach (var person in organisation)
            {
                page.Append("<button name=\"caller\" value=\"").Append(Html.Encode(person.Name)).Append('"');
                if (person.Name == asked.LoginHint)
                {
                    page.Append(" autofocus");
                }

                page.Append('>').Append(Html.Encode(person.DisplayName))
                    .Append("<small>").Append(Html.Encode(string.Join(", ", person.Roles))).Append(": ").Append(Html.Encode(person.About))
                    .Append("</small></button>");
            }

            page.Append("</fieldset>");
        }

        page.Append("<p><button>Cancel</button></p></form>");
        return Page(context, "Pick a person", page.ToString(), StatusCodes.Status200OK, new Uri(asked.RedirectUri!).GetLeftPart(UriPartial.Authority));
    }

    /// <summary>A refusal that cannot be sent back to the page that asked.</summary>
    public static IResult Refuse(HttpContext context, string reason) =>
        Page(context, "Not possible", $"<h1>Not possible</h1><p>{Html.Encode(reason)}</p>", StatusCodes.Status400BadRequest, "");

    private static IResult Page(HttpContext context, string title, string body, int status, string formTarget)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";

        // The form's answer redirects to the page that asked, and browsers hold form-action against redirects too.
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'sha256-{StyleHash}'; form-action 'self' {formTarget}; frame-ancestors 'none'; base-uri 'none'";
        // Not no-referrer: with it browsers send the form with Origin: null.
        headers["Referrer-Policy"] = "same-origin";
        headers.XContentTypeOptions = "nosniff";
        return Results.Content(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                + $"<title>{title} – Tyokyky sandbox</title><style>{Style}</style></head><body><main>{body}</main></body></html>",
            "text/html; charset=utf-8",
            Encoding.UTF8,
            status);
    }
}
