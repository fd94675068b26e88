using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Tyokyky.Testing.V1;

namespace Tyokyky.ServiceDefaults.Tests;

public sealed class TokenTests : IAsyncLifetime
{
    private TestHost host = null!;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_valid_token_names_the_caller() =>
        (await EchoAsync(host.Tokens.Sign(TestTokens.Descriptor("person-9")))).Subject.ShouldBe("person-9");

    [Fact]
    public async Task An_expired_token_is_refused() => await RefusedAsync(host.Tokens.Sign(TestTokens.Descriptor(lifetime: TimeSpan.FromSeconds(-1))), "TOKEN_EXPIRED");

    [Fact]
    public async Task A_token_that_was_accepted_is_refused_from_the_second_it_ends()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var timed = await TestHost.StartAsync(TestHost.At(time));
        var token = timed.Tokens.Sign(TestTokens.Descriptor(lifetime: TimeSpan.FromMinutes(2)));
        await timed.Client.EchoAsync(new EchoRequest(), TestHost.Bearer(token));
        time.Advance(TimeSpan.FromMinutes(2));

        await Refusal.OfAsync(async () => await timed.Client.EchoAsync(new EchoRequest(), TestHost.Bearer(token)), StatusCode.Unauthenticated, "TOKEN_EXPIRED");
    }

    [Fact]
    public async Task A_token_of_tomorrow_is_refused()
    {
        var descriptor = TestTokens.Descriptor();
        descriptor.NotBefore = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1);

        await RefusedAsync(host.Tokens.Sign(descriptor), "TOKEN_NOT_YET_VALID");
    }

    [Fact]
    public async Task A_token_without_an_end_is_refused()
    {
        var descriptor = TestTokens.Descriptor();
        descriptor.Expires = null;

        await RefusedAsync(host.Tokens.Sign(descriptor), "TOKEN_INCOMPLETE");
    }

    [Fact]
    public async Task Another_issuers_token_is_refused()
    {
        var descriptor = TestTokens.Descriptor();
        descriptor.Issuer = "https://elsewhere.test";

        await RefusedAsync(host.Tokens.Sign(descriptor), "TOKEN_ISSUER_FOREIGN");
    }

    [Fact]
    public async Task A_token_for_somebody_else_is_refused()
    {
        var descriptor = TestTokens.Descriptor();
        descriptor.Audience = "another-suite";

        await RefusedAsync(host.Tokens.Sign(descriptor), "TOKEN_AUDIENCE_WRONG");
    }

    [Fact]
    public async Task An_unsigned_token_is_refused() => await RefusedAsync(host.Tokens.Unsigned(TestTokens.Descriptor()), "TOKEN_ALGORITHM_REFUSED");

    [Fact]
    public async Task A_token_signed_with_the_public_key_as_a_secret_is_refused()
    {
        var secret = new SymmetricSecurityKey(host.Tokens.Key.ECDsa.ExportSubjectPublicKeyInfo()) { KeyId = host.Tokens.Key.KeyId };

        await RefusedAsync(host.Tokens.Sign(TestTokens.Descriptor(), secret, "HS256"), "TOKEN_ALGORITHM_REFUSED");
    }

    [Theory]
    [InlineData("key-1")]
    [InlineData("key-unknown")]
    public async Task A_token_signed_with_another_key_is_refused(string keyId) =>
        await RefusedAsync(host.Tokens.Sign(TestTokens.Descriptor(), TestTokens.NewKey(keyId)), "TOKEN_SIGNATURE_INVALID");

    [Fact]
    public async Task A_token_whose_roles_were_changed_after_signing_is_refused()
    {
        var parts = host.Tokens.For(Role.Client).Split('.');
        var other = host.Tokens.For(Role.Coordinator).Split('.');

        await RefusedAsync($"{parts[0]}.{other[1]}.{parts[2]}", "TOKEN_SIGNATURE_INVALID");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.bm90IGpzb24.AAAA")]
    public async Task What_is_no_token_is_refused(string token) => await RefusedAsync(token, "TOKEN_MALFORMED");

    [Theory]
    [InlineData("Bearer  {0}")]
    [InlineData("bearer   {0}")]
    public async Task As_many_blanks_may_stand_before_a_token_as_the_protocol_allows(string header)
    {
        var metadata = new Metadata { { "authorization", string.Format(System.Globalization.CultureInfo.InvariantCulture, header, host.Tokens.For(Role.Coordinator)) } };

        await host.Client.EchoAsync(new EchoRequest(), metadata);
        await host.Client.EchoAsync(new EchoRequest(), metadata);
    }

    [Fact]
    public async Task A_blank_inside_a_token_is_no_wrong_signature() => await RefusedAsync(host.Tokens.For(Role.Coordinator).Insert(40, " "), "TOKEN_MALFORMED");

    [Fact]
    public async Task Another_scheme_is_refused() =>
        await Refusal.OfAsync(async () => await host.Client.EchoAsync(new EchoRequest(), new Metadata { { "authorization", "Basic abc" } }), StatusCode.Unauthenticated, "TOKEN_MALFORMED");

    [Theory]
    [InlineData(null, "0000001-9")]
    [InlineData("person-1", null)]
    public async Task A_token_without_subject_or_organisation_is_refused(string? subject, string? organisation) =>
        await RefusedAsync(host.Tokens.Sign(TestTokens.Descriptor(subject, organisation)), "TOKEN_INCOMPLETE");

    [Fact]
    public async Task An_organisation_with_a_wrong_check_digit_is_nobody_s() =>
        await RefusedAsync(host.Tokens.Sign(TestTokens.Descriptor("person-1", "0000001-8")), "TOKEN_ORGANISATION_INVALID");

    [Fact]
    public async Task RS256_is_accepted()
    {
        using var rsa = RSA.Create(2048);
        var key = new RsaSecurityKey(rsa) { KeyId = "rsa" };
        await using var rsaHost = await TestHost.StartAsync(builder => builder.Services.PostConfigure<JwtBearerOptions>(
            JwtBearerDefaults.AuthenticationScheme,
            options => options.TokenValidationParameters.IssuerSigningKey = key));

        (await rsaHost.Client.EchoAsync(new EchoRequest(), TestHost.Bearer(rsaHost.Tokens.Sign(TestTokens.Descriptor(), key, "RS256")))).Subject.ShouldBe("person-1");
    }

    [Fact]
    public async Task A_known_token_is_not_validated_again()
    {
        var authenticated = 0;
        await using var counting = await TestHost.StartAsync(
            builder => builder.Services.PostConfigure<JwtBearerOptions>(
                JwtBearerDefaults.AuthenticationScheme,
                options => options.Events.OnMessageReceived = _ =>
                {
                    authenticated++;
                    return Task.CompletedTask;
                }),
            host.Tokens);
        var headers = TestHost.Bearer(host.Tokens.For(Role.Coordinator));

        await counting.Client.EchoAsync(new EchoRequest(), headers);
        await counting.Client.EchoAsync(new EchoRequest(), headers);

        authenticated.ShouldBe(1);
    }

    [Fact]
    public async Task A_new_key_of_the_issuer_is_noticed_while_serving()
    {
        var issuer = new TurningIssuer(host.Tokens.Key);
        await using var turning = await TestHost.StartAsync(builder => builder.Services.PostConfigure<JwtBearerOptions>(
            JwtBearerDefaults.AuthenticationScheme,
            options => options.ConfigurationManager = issuer));
        await turning.Client.EchoAsync(new EchoRequest(), TestHost.Bearer(host.Tokens.For(Role.Coordinator)));
        var fresh = TestTokens.NewKey("key-2");
        issuer.Next = fresh;

        (await turning.Client.EchoAsync(new EchoRequest(), TestHost.Bearer(turning.Tokens.Sign(TestTokens.Descriptor("person-2"), fresh)))).Subject.ShouldBe("person-2");
    }

    [Fact]
    public async Task An_issuer_that_does_not_answer_makes_new_tokens_UNAVAILABLE_and_known_ones_go_on()
    {
        var issuer = new TurningIssuer(host.Tokens.Key);
        await using var cut = await TestHost.StartAsync(builder => builder.Services.PostConfigure<JwtBearerOptions>(
            JwtBearerDefaults.AuthenticationScheme,
            options => options.ConfigurationManager = issuer));
        var known = host.Tokens.For(Role.Coordinator);
        await cut.Client.EchoAsync(new EchoRequest(), TestHost.Bearer(known));
        issuer.IsDown = true;

        await cut.Client.EchoAsync(new EchoRequest(), TestHost.Bearer(known));
        await Refusal.OfAsync(
            async () => await cut.Client.EchoAsync(new EchoRequest(), TestHost.Bearer(host.Tokens.For(Role.Coordinator, "person-3"))), StatusCode.Unavailable, "IDENTITY_PROVIDER_UNAVAILABLE");
    }

    [Fact]
    public async Task A_sandbox_issuer_opens_nothing_outside_Development()
    {
        var issuer = new TurningIssuer(host.Tokens.Key) { IsSandbox = true };
        await using var production = await TestHost.StartAsync(
            builder =>
            {
                builder.Configuration["Authentication:Authority"] = "https://issuer.test";
                builder.Configuration["Tls:Terminator"] = "test";
                builder.Services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options => options.ConfigurationManager = issuer);
            },
            environment: "Production");

        await Refusal.OfAsync(
            async () => await production.Client.EchoAsync(new EchoRequest(), TestHost.Bearer(host.Tokens.For(Role.Coordinator))), StatusCode.Unavailable, "IDENTITY_PROVIDER_UNAVAILABLE");
    }

    private async Task<EchoResponse> EchoAsync(string token) => await host.Client.EchoAsync(new EchoRequest(), TestHost.Bearer(token));

    private async Task RefusedAsync(string token, string reason)
    {
        var refusal = await Refusal.OfAsync(() => EchoAsync(token), StatusCode.Unauthenticated, reason);
        // What a token says is nobody's business but its owner's.
        refusal.Details.ToString().ShouldNotContain(token);
    }

    private sealed class TurningIssuer(SecurityKey first) : IConfigurationManager<OpenIdConnectConfiguration>
    {
        private OpenIdConnectConfiguration current = new() { Issuer = TestTokens.Issuer, SigningKeys = { first } };

        public SecurityKey? Next { get; set; }

        public bool IsDown { get; set; }

        public bool IsSandbox
        {
            init => current.AdditionalData["tyokyky_sandbox"] = value;
        }

        public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel) => IsDown ? throw new InvalidOperationException("IDX20803") : Task.FromResult(current);

        public void RequestRefresh()
        {
            if (Next is { } next)
            {
                current = new OpenIdConnectConfiguration { Issuer = TestTokens.Issuer, SigningKeys = { next } };
            }
        }
    }
}
