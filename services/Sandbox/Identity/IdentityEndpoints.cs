namespace Tyokyky.Sandbox.Identity;

/// <summary>What the Sandbox answers as an identity provider.</summary>
internal static class IdentityEndpoints
{
    public static IServiceCollection AddIdentity(this IServiceCollection services) => services
        .AddSingleton<SandboxFolder>()
        .AddSingleton<SigningKey>()
        .AddSingleton<Issuer>()
        .AddSingleton<Organisations>()
        .AddSingleton<Callers>()
        .AddSingleton<Clients>()
        .AddSingleton<TokenIssuer>()
        .AddSingleton<RedirectUris>()
        .AddOAuthServer()
        .AddCors();

    public static void UseIdentity(this WebApplication app)
    {
        // Only what a page under development needs is open to pages of other origins.
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/.well-known") || context.Request.Path.Value is "/oauth/jwks" or "/oauth/token",
            open => open.UseCors(policy => policy.AllowAnyOrigin().AllowAnyHeader().WithMethods("GET", "POST")));
        app.UseAuthentication();
    }

    public static void MapIdentity(this WebApplication app)
    {
        app.MapGet("/oauth/authorize", AuthorizeEndpoint.Show);
        app.MapPost("/oauth/authorize", AuthorizeEndpoint.Pick);
        app.MapGet("/callers", (Callers callers) => callers.All.Select(Describe));
        app.MapPost("/callers/{name}/token", ReadyTokenAsync);
    }

    private static object Describe(ExampleCaller caller) => new
    {
        name = caller.Name,
        display_name = caller.DisplayName,
        kind = caller.IsPerson ? "person" : "system",
        organisation = new { id = caller.Organisation.Id, name = caller.Organisation.Name },
        roles = caller.Roles,
        about = caller.About,
    };

    private static async Task<IResult> ReadyTokenAsync(string name, Callers callers, TokenIssuer tokens, HttpContext context)
    {
        if (callers.Find(name) is not { } caller)
        {
            return Results.Json(
                new
                {
                    error = "unknown_caller",
                    error_description = $"There is no such caller; there are: {string.Join(", ", callers.All.Select(c => c.Name))}.",
                },
                statusCode: StatusCodes.Status404NotFound);
        }

        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(new
        {
            access_token = await tokens.AccessTokenAsync(callers.Identity(caller), caller.IsPerson ? Clients.Front : caller.Name, TokenIssuer.Ready),
            token_type = "Bearer",
            expires_in = (int)TokenIssuer.Ready.TotalSeconds,
            scope = TokenClaims.Scope,
        });
    }
}
