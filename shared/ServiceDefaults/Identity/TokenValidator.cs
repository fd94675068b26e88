using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Tyokyky.ServiceDefaults;

/// <summary>Checks a token as <see cref="JwtBearerOptions"/> say, and names what is wrong with it.</summary>
internal sealed partial class TokenValidator(IOptionsMonitor<JwtBearerOptions> options, IHostEnvironment environment, TimeProvider time, ILogger<TokenValidator> logger)
{
    private static readonly TimeSpan skew = TimeSpan.FromSeconds(10);
    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };

    public static DomainException Expired() => CallErrors.Token("TOKEN_EXPIRED", "The token has ended.");

    public async Task<Caller> ValidateAsync(string token, CancellationToken cancel)
    {
        var bearer = options.Get(JwtBearerDefaults.AuthenticationScheme);
        var parsed = Parse(token);
        if (bearer.TokenValidationParameters.ValidAlgorithms is { } algorithms && !algorithms.Contains(parsed.Alg))
        {
            throw CallErrors.Token("TOKEN_ALGORITHM_REFUSED", "The token should be signed with ES256 or RS256.");
        }

        var (parameters, issuer) = await ParametersAsync(bearer, cancel);
        var result = await handler.ValidateTokenAsync(parsed, parameters);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException && await NewKeysAsync(bearer, issuer, cancel) is { } renewed)
        {
            result = await handler.ValidateTokenAsync(parsed, renewed);
        }

        if (!result.IsValid)
        {
            throw Refused(result.Exception);
        }

        return CallerOf(parsed);
    }

    private JsonWebToken Parse(string token)
    {
        try
        {
            return handler.ReadJsonWebToken(token);
        }
        catch (Exception malformed) when (malformed is ArgumentException or SecurityTokenException or FormatException or System.Text.Json.JsonException)
        {
            throw CallErrors.Token("TOKEN_MALFORMED", "The token is not a JSON Web Token.");
        }
    }

    private async Task<(TokenValidationParameters Parameters, OpenIdConnectConfiguration? Issuer)> ParametersAsync(JwtBearerOptions bearer, CancellationToken cancel)
    {
        var parameters = bearer.TokenValidationParameters.Clone();
        // Lifetime is checked here, on the process's own clock, and to the second.
        parameters.ValidateLifetime = false;
        if (bearer.ConfigurationManager is not { } manager)
        {
            return (parameters, null);
        }

        var issuer = await ReadAsync(manager, cancel);
        parameters.ValidIssuers = [.. parameters.ValidIssuers ?? [], issuer.Issuer];
        parameters.IssuerSigningKeys = [.. parameters.IssuerSigningKeys ?? [], .. issuer.SigningKeys];
        return (parameters, issuer);
    }

    private async Task<OpenIdConnectConfiguration> ReadAsync(IConfigurationManager<OpenIdConnectConfiguration> manager, CancellationToken cancel)
    {
        OpenIdConnectConfiguration issuer;
        try
        {
            issuer = await manager.GetConfigurationAsync(cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            LogIssuerUnavailable(failure);
            throw CallErrors.IdentityUnavailable();
        }

        if (!environment.IsDevelopment() && issuer.AdditionalData.ContainsKey("tyokyky_sandbox"))
        {
            LogSandboxRefused(issuer.Issuer);
            throw CallErrors.IdentityUnavailable();
        }

        return issuer;
    }

    // A key that nobody knows may be a new one: ask the issuer again (at most once per RefreshInterval), and give it a moment.
    private async Task<TokenValidationParameters?> NewKeysAsync(JwtBearerOptions bearer, OpenIdConnectConfiguration? before, CancellationToken cancel)
    {
        if (bearer.ConfigurationManager is not { } manager || before is null)
        {
            return null;
        }

        manager.RequestRefresh();
        for (var wait = 0; wait < 10; wait++)
        {
            var (parameters, issuer) = await ParametersAsync(bearer, cancel);
            if (!ReferenceEquals(issuer, before))
            {
                return parameters;
            }

            await Task.Delay(20, cancel);
        }

        return null;
    }

    private Caller CallerOf(JsonWebToken token)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (token.ValidTo == DateTime.MinValue || token.ValidTo <= now)
        {
            throw token.ValidTo == DateTime.MinValue ? CallErrors.Token("TOKEN_INCOMPLETE", "The token should say when it ends (exp).") : Expired();
        }

        if (token.ValidFrom > now + skew)
        {
            throw CallErrors.Token("TOKEN_NOT_YET_VALID", "The token is not valid yet.");
        }

        string? subject = null, organisation = null, client = null;
        var roles = Role.None;
        List<string> scopes = [];
        foreach (var claim in token.Claims)
        {
            switch (claim.Type)
            {
                case "sub": subject = claim.Value; break;
                case "org": organisation = claim.Value; break;
                case "client_ref": client = claim.Value; break;
                case "roles": roles |= Roles.Parse(claim.Value); break;
                case "scope": scopes.AddRange(claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)); break;
                default: break;
            }
        }

        if (string.IsNullOrEmpty(subject) || string.IsNullOrEmpty(organisation))
        {
            throw CallErrors.Token("TOKEN_INCOMPLETE", "The token should name a subject (sub) and an organisation (org).");
        }

        return new Caller
        {
            Subject = subject,
            Organisation = organisation,
            Roles = roles,
            Scopes = scopes,
            ClientId = client,
            ExpiresAt = new DateTimeOffset(token.ValidTo, TimeSpan.Zero),
        };
    }

    private static DomainException Refused(Exception? failure) => failure switch
    {
        SecurityTokenInvalidIssuerException => CallErrors.Token("TOKEN_ISSUER_FOREIGN", "The token comes from another issuer."),
        SecurityTokenInvalidAudienceException => CallErrors.Token("TOKEN_AUDIENCE_WRONG", "The token is meant for somebody else."),
        SecurityTokenInvalidAlgorithmException => CallErrors.Token("TOKEN_ALGORITHM_REFUSED", "The token should be signed with ES256 or RS256."),
        SecurityTokenInvalidSignatureException => CallErrors.Token("TOKEN_SIGNATURE_INVALID", "The token's signature is not its issuer's."),
        _ => CallErrors.Token("TOKEN_MALFORMED", "The token is not acceptable."),
    };

    [LoggerMessage(EventId = 1, EventName = "IdentityIssuerUnavailable", Level = LogLevel.Error, Message = "The token issuer's metadata cannot be read; every call with a new token is refused as UNAVAILABLE")]
    private partial void LogIssuerUnavailable(Exception failure);

    [LoggerMessage(EventId = 2, EventName = "IdentitySandboxRefused", Level = LogLevel.Critical, Message = "The token issuer {Issuer} is a sandbox, which is allowed in Development only; every token is refused")]
    private partial void LogSandboxRefused(string issuer);
}
