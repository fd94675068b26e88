using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Tyokyky.ServiceDefaults;

internal static class IdentityExtensions
{
    public const string Audience = "tyokyky";

    // JwtBearer's options without its handler: the authentication middleware would validate every token anew on every call.
    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IConfiguration, IHostEnvironment>((options, configuration, environment) =>
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
            });
        services.AddSingleton<IPostConfigureOptions<JwtBearerOptions>, JwtBearerPostConfigureOptions>();
        services.AddSingleton<TokenValidator>();
        services.AddSingleton<TokenCache>();
        return services;
    }
}
