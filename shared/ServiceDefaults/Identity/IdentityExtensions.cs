using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Tyokyky.ServiceDefaults;

internal static class IdentityExtensions
{
    public const string Audience = "tyokyky";
    private const string Scheme = JwtBearerDefaults.AuthenticationScheme;

    // JwtBearer without AddAuthentication, which brings data protection: a key ring of its own on the disk of every service.
    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddAuthenticationCore(authentication => authentication.AddScheme<JwtBearerHandler>(Scheme, displayName: null));
        services.AddTransient<JwtBearerHandler>();
        services.TryAddSingleton(UrlEncoder.Default);
        services.AddOptions<JwtBearerOptions>(Scheme)
            .Configure<IConfiguration, IHostEnvironment, TokenCache>((options, configuration, environment, tokens) =>
            {
                options.Authority = configuration["Authentication:Authority"];
                options.Audience = Audience;
                options.MapInboundClaims = false;
                options.RequireHttpsMetadata = !environment.IsDevelopment();
                options.RefreshInterval = TimeSpan.FromSeconds(5);
                options.BackchannelTimeout = TimeSpan.FromSeconds(5);
                options.TokenValidationParameters.ValidAlgorithms = ["ES256", "RS256"];
                options.TokenValidationParameters.RequireSignedTokens = true;
                options.TokenValidationParameters.RequireExpirationTime = true;
                options.TokenHandlers.Clear();
                options.TokenHandlers.Add(tokens);
                options.Events.OnAuthenticationFailed = failed =>
                {
                    // What is wrong with a token is named by then: anything else is the way to its issuer.
                    failed.Fail(failed.Exception as DomainException ?? CallErrors.IdentityUnavailable());
                    return Task.CompletedTask;
                };
            });
        services.AddSingleton<IPostConfigureOptions<JwtBearerOptions>, JwtBearerPostConfigureOptions>();
        // Asked for with the first token: the options need the token handler themselves.
        services.AddSingleton<Func<JwtBearerOptions>>(provider => () => provider.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(Scheme));
        services.AddSingleton<TokenValidator>();
        services.AddSingleton<TokenCache>();
        return services;
    }

    /// <summary>Keeps the host from authenticating every call before the gate does: it would, unasked, as soon as there is a scheme.</summary>
    public static void LeaveIdentityToTheGate(this IApplicationBuilder app) => app.Properties["__AuthenticationMiddlewareSet"] = true;
}
