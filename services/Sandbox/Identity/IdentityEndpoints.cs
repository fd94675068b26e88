namespace Tyokyky.Sandbox.Identity;

/// <summary>What the Sandbox answers as an identity provider.</summary>
internal static class IdentityEndpoints
{
    private const string AnyPage = "any-page";

    public static IServiceCollection AddIdentity(this IServiceCollection services) => services
        .AddSingleton<SandboxFolder>()
        .AddSingleton<SigningKey>()
        .AddSingleton<Issuer>()
        .AddSingleton<Organisations>()
        .AddSingleton<Callers>()
        .AddSingleton<Clients>()
        .AddSingleton<TokenIssuer>()
        .AddSingleton<RedirectUris>()
        .AddSingleton<AuthorizationCodes>()
        .AddSingleton<TokenEndpoint>()
        .AddSingleton<AuthorizeEndpoint>()
        .AddCors(cors => cors.AddPolicy(AnyPage, policy => policy.AllowAnyOrigin().AllowAnyHeader().WithMethods("GET", "POST")));

    public static void MapIdentity(this WebApplication app)
    {
        // Only what a page under development needs is open to pages of other origins.
        app.MapGet("/.well-known/openid-configuration", Discovery).RequireCors(AnyPage);
        app.MapGet("/.well-known/oauth-authorization-server", Discovery).RequireCors(AnyPage);
        app.MapGet("/oauth/jwks", (SigningKey key) => new { keys = new[] { key.Public } }).RequireCors(AnyPage);
        app.MapPost("/oauth/token", (TokenEndpoint endpoint, HttpRequest request) => endpoint.HandleAsync(request)).RequireCors(AnyPage);

        app.MapGet("/oauth/authorize", (AuthorizeEndpoint endpoint, HttpContext context) => endpoint.Show(context));
        app.MapPost("/oauth/authorize", (AuthorizeEndpoint endpoint, HttpContext context) => endpoint.PickAsync(context));

        app.MapGet("/callers", (Callers callers) => callers.All.Select(Describe));
        app.MapPost("/callers/{name}/token", ReadyToken);
    }

    private static object Discovery(Issuer issuer) => new
    {
        issuer = issuer.Value,
        authorization_endpoint = issuer.At("/oauth/authorize"),
        token_endpoint = issuer.At("/oauth/token"),
        jwks_uri = issuer.At("/oauth/jwks"),
        response_types_supported = new[] { "code" },
        response_modes_supported = new[] { "query" },
        grant_types_supported = new[] { "authorization_code", "client_credentials" },
        subject_types_supported = new[] { "public" },
        id_token_signing_alg_values_supported = new[] { "ES256" },
        token_endpoint_auth_methods_supported = new[] { "client_secret_basic", "client_secret_post", "none" },
        code_challenge_methods_supported = new[] { "S256" },
        scopes_supported = Scopes.Supported,
        authorization_response_iss_parameter_supported = true,

        // By this, services outside Development know what they must not trust, whatever its address is.
        tyokyky_sandbox = true,
    };

    private static object Describe(ExampleCaller caller) => new
    {
        name = caller.Name,
        display_name = caller.DisplayName,
        kind = caller.IsPerson ? "person" : "system",
        organisation = new { id = caller.Organisation.Id, name = caller.Organisation.Name },
        roles = caller.Roles,
        about = caller.About,
    };

    private static IResult ReadyToken(string name, Callers callers, TokenIssuer tokens, HttpContext context)
    {
        if (callers.Find(name) is not { } caller)
        {
            return Results.Json(
                new { error = "unknown_caller", error_description = $"There is no such caller; there are: {string.Join(", ", callers.All.Select(c => c.Name))}." },
                statusCode: StatusCodes.Status404NotFound);
        }

        context.Response.Headers.CacheControl = "no-store";
        var token = tokens.AccessToken(callers.Identity(caller), caller.IsPerson ? Clients.Front : caller.Name, Scopes.Supported[0], TokenIssuer.Ready);
        return Results.Json(new TokenAnswer(token, "Bearer", (int)TokenIssuer.Ready.TotalSeconds, Scopes.Supported[0]));
    }
}
