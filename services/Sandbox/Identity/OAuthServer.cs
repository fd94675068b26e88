using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Tyokyky.Sandbox.Identity;

/// <summary>OpenIddict in its degraded mode: without a database, so that clients, redirects and codes are checked here.</summary>
internal static class OAuthServer
{
    public static IServiceCollection AddOAuthServer(this IServiceCollection services)
    {
        services.AddOpenIddict().AddServer(server =>
        {
            server.EnableDegradedMode()
                .AllowClientCredentialsFlow()
                .AllowAuthorizationCodeFlow()
                .RequireProofKeyForCodeExchange()
                .RegisterScopes(TokenClaims.Scope, Scopes.Profile)
                .SetAuthorizationCodeLifetime(AuthorizationCodes.Lifetime)
                .SetAccessTokenLifetime(TokenIssuer.Ordinary)
                .SetIdentityTokenLifetime(TokenIssuer.Ordinary)
                .DisableAccessTokenEncryption()
                // Nothing is encrypted with it, yet without one OpenIddict does not start.
                .AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)));

            server.AddEventHandler<ValidateAuthorizationRequestContext>(rules => rules.UseSingletonHandler<AuthorizationRules>().SetOrder(int.MinValue))
                .AddEventHandler<ApplyAuthorizationResponseContext>(rules => rules.UseSingletonHandler<AuthorizationRules>().SetOrder(200_000))
                .AddEventHandler<ValidateTokenRequestContext>(rules => rules.UseSingletonHandler<TokenRules>().SetOrder(int.MinValue))
                .AddEventHandler<HandleTokenRequestContext>(rules => rules.UseSingletonHandler<TokenRules>())
                .AddEventHandler<GenerateTokenContext>(codes => codes.UseSingletonHandler<AuthorizationCodes>().SetOrder(int.MinValue))
                .AddEventHandler<ValidateTokenContext>(codes => codes.UseSingletonHandler<AuthorizationCodes>().SetOrder(int.MinValue))

                // By this, services outside Development know what they must not trust, whatever its address is.
                .AddEventHandler<HandleConfigurationRequestContext>(discovery => discovery.UseInlineHandler(context =>
                {
                    context.Metadata["tyokyky_sandbox"] = true;
                    return ValueTask.CompletedTask;
                }));

            server.UseAspNetCore()
                .SetRealm("tyokyky-sandbox")
                .EnableAuthorizationEndpointPassthrough()
                .EnableErrorPassthrough()
                .DisableTransportSecurityRequirement();
        });

        services.AddOptions<OpenIddictServerOptions>().Configure<Issuer, SigningKey>((options, issuer, key) =>
        {
            options.Issuer = issuer.Uri;
            options.SigningCredentials.Add(key.Credentials);
            Serve(options.AuthorizationEndpointUris, issuer, "/oauth/authorize");
            Serve(options.TokenEndpointUris, issuer, "/oauth/token");
            Serve(options.JsonWebKeySetEndpointUris, issuer, "/oauth/jwks");
            options.ResponseModes.RemoveWhere(mode => mode != ResponseModes.Query);
            options.CodeChallengeMethods.RemoveWhere(method => method != CodeChallengeMethods.Sha256);
            options.ClientAuthenticationMethods.Clear();
            options.ClientAuthenticationMethods.UnionWith(
                [ClientAuthenticationMethods.ClientSecretBasic, ClientAuthenticationMethods.ClientSecretPost, ClientAuthenticationMethods.None]);
            options.ClientAssertionTypes.Clear();
        });

        // Authentication brings data protection, which nothing here uses: its start would write keys into the user's home folder.
        foreach (var start in services.Where(IsOfDataProtection).ToArray())
        {
            services.Remove(start);
        }

        return services;

        static bool IsOfDataProtection(ServiceDescriptor service) =>
            service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(DataProtectionOptions).Assembly;
    }

    // Discovery tells the first; a request is known by its path, whichever of its names the machine is called by.
    private static void Serve(List<Uri> endpoint, Issuer issuer, string path)
    {
        endpoint.Clear();
        endpoint.Add(issuer.At(path));
        endpoint.Add(new Uri(path.TrimStart('/'), UriKind.Relative));
    }
}
