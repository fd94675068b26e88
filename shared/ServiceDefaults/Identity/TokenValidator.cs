using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Tyokyky.Contracts;

namespace Tyokyky.ServiceDefaults;

/// <summary>Checks a token as <see cref="JwtBearerOptions"/> say, and names what is wrong with it.</summary>
internal sealed partial class TokenValidator(Func<JwtBearerOptions> bearer, IHostEnvironment environment, TimeProvider time, ILogger<TokenValidator> logger)
{
    private static readonly TimeSpan skew = TimeSpan.FromSeconds(10);
    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };

    public static DomainException Expired() => CallErrors.Token("TOKEN_EXPIRED", "The token has ended.");

    public async Task<(Caller Caller, SecurityToken Token)> ValidateAsync(string token, TokenValidationParameters parameters)
    {
        var parsed = Parse(token);
        if (parameters.ValidAlgorithms is { } algorithms && !algorithms.Contains(parsed.Alg))
        {
            throw CallErrors.Token("TOKEN_ALGORITHM_REFUSED", "The token should be signed with ES256 or RS256.");
        }

        var manager = bearer().ConfigurationManager;
        var issuer = manager is null ? null : await ReadAsync(manager);
        var result = await handler.ValidateTokenAsync(parsed, Of(issuer, parameters));
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException && manager is not null && await NewKeysAsync(manager, issuer) is { } renewed)
        {
            result = await handler.ValidateTokenAsync(parsed, Of(renewed, parameters));
        }

        if (!result.IsValid)
        {
            throw Refused(result.Exception);
        }

        return (CallerOf(parsed), parsed);
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

    // Lifetime is checked here, on the process's own clock, and to the second. The library itself would read the issuer's keys too, but take an
    // issuer that does not answer for a wrong signature.
    private static TokenValidationParameters Of(OpenIdConnectConfiguration? issuer, TokenValidationParameters parameters)
    {
        var all = parameters.Clone();
        all.ValidateLifetime = false;
        all.ConfigurationManager = null;
        if (issuer is not null)
        {
            all.ValidIssuers = [.. parameters.ValidIssuers ?? [], issuer.Issuer];
            all.IssuerSigningKeys = [.. parameters.IssuerSigningKeys ?? [], .. issuer.SigningKeys];
        }

        return all;
    }

    private async Task<OpenIdConnectConfiguration> ReadAsync(IConfigurationManager<OpenIdConnectConfiguration> manager)
    {
        OpenIdConnectConfiguration issuer;
        try
        {
            issuer = await manager.GetConfigurationAsync(CancellationToken.None);
        }
        catch (Exception failure)
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
    private async Task<OpenIdConnectConfiguration?> NewKeysAsync(IConfigurationManager<OpenIdConnectConfiguration> manager, OpenIdConnectConfiguration? before)
    {
        manager.RequestRefresh();
        for (var wait = 0; wait < 10; wait++)
        {
            var issuer = await ReadAsync(manager);
            if (!ReferenceEquals(issuer, before))
            {
                return issuer;
            }

            await Task.Delay(20);
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

        if (BusinessId.HasForm(organisation) && !BusinessId.IsValid(organisation))
        {
            throw CallErrors.Token("TOKEN_ORGANISATION_INVALID", "The token's organisation (org) should be a business id (Y-tunnus) with its check digit.");
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

    [LoggerMessage(
        EventId = 1,
        EventName = "IdentityIssuerUnavailable",
        Level = LogLevel.Error,
        Message = "The token issuer's metadata cannot be read; every call with a new token is refused as UNAVAILABLE")]
    private partial void LogIssuerUnavailable(Exception failure);

    [LoggerMessage(
        EventId = 2,
        EventName = "IdentitySandboxRefused",
        Level = LogLevel.Critical,
        Message = "The token issuer {Issuer} is a sandbox, which is allowed in Development only; every token is refused")]
    private partial void LogSandboxRefused(string issuer);
}
