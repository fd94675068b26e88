using System.IdentityModel.Tokens.Jwt;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Tyokyky.Sandbox.Tests.Identity;

public sealed class AuthorizationCodeTests(SandboxApplication application) : IClassFixture<SandboxApplication>
{
    private const string Redirect = "http://127.0.0.1:5173/callback";

    private readonly HttpClient browser = application.Browser();
    private readonly string verifier = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    [Fact]
    public async Task A_person_is_picked_and_the_page_gets_a_token_for_them()
    {
        var picker = await browser.GetAsync(AuthorizeUrl());
        var html = await picker.Content.ReadAsStringAsync();
        html.ShouldContain("<html lang=\"en\">");
        html.ShouldContain("Aino Alanko");
        html.ShouldNotContain("<script");
        picker.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");

        var answer = await PickAsync("coordinator");
        answer["state"].ToString().ShouldBe("a state & more");
        answer["iss"].ToString().ShouldBe(SandboxApplication.Issuer);

        var tokens = await RedeemAsync(answer["code"].ToString());
        new JwtSecurityToken(tokens.GetProperty("access_token").GetString()).Subject.ShouldBe("coordinator");
        var identity = new JwtSecurityToken(tokens.GetProperty("id_token").GetString());
        identity.Audiences.ShouldBe(["tyokyky-front"]);
        identity.Payload["nonce"].ShouldBe("n-1");
        identity.Payload["name"].ShouldBe("Aino Alanko");
    }

    [Fact]
    public async Task A_code_is_used_once()
    {
        var code = (await PickAsync("coach"))["code"].ToString();

        (await RedeemAsync(code)).TryGetProperty("access_token", out _).ShouldBeTrue();
        ErrorOf(await RedeemAsync(code)).ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task A_wrong_verifier_is_refused_and_uses_the_code_up()
    {
        var code = (await PickAsync("coach"))["code"].ToString();

        ErrorOf(await RedeemAsync(code, withVerifier: new string('a', 43))).ShouldBe("invalid_grant");
        ErrorOf(await RedeemAsync(code)).ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task A_code_belongs_to_its_redirect_uri()
    {
        var code = (await PickAsync("coach"))["code"].ToString();

        ErrorOf(await RedeemAsync(code, redirect: "http://127.0.0.1:9999/callback")).ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task A_code_dies_after_a_minute()
    {
        var time = new MovableTime();
        await using var later = application.WithWebHostBuilder(builder => builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(time)));
        using var other = later.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        var living = (await PickAsync("coach", other))["code"].ToString();
        (await RedeemAsync(living, at: other)).TryGetProperty("access_token", out _).ShouldBeTrue();
        var dying = (await PickAsync("coach", other))["code"].ToString();

        time.Now += TimeSpan.FromMinutes(1);

        ErrorOf(await RedeemAsync(dying, at: other)).ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task The_challenge_is_the_one_of_the_standard()
    {
        var code = (await PickAsync("coach", browser, ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")))["code"].ToString();

        (await RedeemAsync(code, withVerifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")).TryGetProperty("access_token", out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("http://127.0.0.1/callback", true)]
    [InlineData("http://127.0.0.1:1/callback", true)]
    [InlineData("http://[::1]:65535/callback", true)]
    [InlineData("http://localhost:3000/callback", true)]
    [InlineData("https://pages.example/signed-in", true)]
    [InlineData("https://pages.example:444/signed-in", false)]
    [InlineData("https://pages.example/signed-in/", false)]
    [InlineData("https://pages.example/signed-in?x=1", false)]
    [InlineData("https://PAGES.example/signed-in", false)]
    [InlineData("http://pages.example/signed-in", false)]
    [InlineData("http://127.0.0.1:1/callback/../other", false)]
    [InlineData("http://127.0.0.1:1/callback#x", false)]
    [InlineData("http://127.0.0.1:1@evil.example/callback", false)]
    [InlineData("http://127.0.0.1.evil.example/callback", false)]
    [InlineData("http://localhost:3000\\@evil.example/callback", false)]
    [InlineData("https://evil.example/callback", false)]
    [InlineData("javascript:alert(1)", false)]
    public async Task Only_registered_redirects_are_followed(string redirect, bool allowed)
    {
        var response = await browser.GetAsync(AuthorizeUrl(("redirect_uri", redirect)));

        response.StatusCode.ShouldBe(allowed ? HttpStatusCode.OK : HttpStatusCode.BadRequest);
        response.Headers.Location.ShouldBeNull();
    }

    [Fact]
    public async Task An_unknown_page_gets_no_redirect() =>
        (await browser.GetAsync(AuthorizeUrl(("client_id", "somebody")))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", "", "invalid_request")]
    [InlineData("code_challenge", "", "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("scope", "everything", "invalid_scope")]
    [InlineData("prompt", "none", "interaction_required")]
    public async Task What_is_asked_wrongly_is_told_to_the_page(string name, string value, string error)
    {
        var response = await browser.GetAsync(AuthorizeUrl((name, value)));

        response.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var answer = QueryHelpers.ParseQuery(response.Headers.Location!.Query);
        answer["error"].ToString().ShouldBe(error);
        answer["state"].ToString().ShouldBe("a state & more");
        answer.ShouldNotContainKey("code");
    }

    [Fact]
    public async Task Nobody_but_an_example_person_can_be_picked()
    {
        (await PickAsync("agency-system"))["error"].ToString().ShouldBe("access_denied");
        (await PickAsync("nobody"))["error"].ToString().ShouldBe("access_denied");
        (await PickAsync(""))["error"].ToString().ShouldBe("access_denied");
    }

    [Fact]
    public async Task What_a_page_sends_is_shown_as_text()
    {
        var html = await browser.GetStringAsync(AuthorizeUrl(("state", "\"><script>alert(1)</script>")));

        html.ShouldNotContain("<script");
    }

    private static string? ErrorOf(JsonElement answer) => answer.GetProperty("error").GetString();

    private Dictionary<string, string?> Parameters(params (string Name, string Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = "tyokyky-front",
            ["redirect_uri"] = Redirect,
            ["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
            ["code_challenge_method"] = "S256",
            ["scope"] = "openid tyokyky",
            ["state"] = "a state & more",
            ["nonce"] = "n-1",
        };
        foreach (var (name, value) in changes)
        {
            parameters[name] = value;
        }

        return parameters;
    }

    private string AuthorizeUrl(params (string Name, string Value)[] changes) => QueryHelpers.AddQueryString("/oauth/authorize", Parameters(changes));

    private async Task<Dictionary<string, Microsoft.Extensions.Primitives.StringValues>> PickAsync(
        string caller, HttpClient? at = null, params (string Name, string Value)[] changes)
    {
        using var form = new FormUrlEncodedContent(Parameters([("caller", caller), .. changes]));
        using var response = await (at ?? browser).PostAsync("/oauth/authorize", form);
        response.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        response.Headers.Location!.GetLeftPart(UriPartial.Path).ShouldBe(Redirect);
        return QueryHelpers.ParseQuery(response.Headers.Location!.Query);
    }

    private Task<JsonElement> RedeemAsync(
        string code, string? withVerifier = null, string redirect = Redirect, HttpClient? at = null) => SandboxApplication.TokenAsync(
        at ?? browser,
        ("grant_type", "authorization_code"),
        ("client_id", "tyokyky-front"),
        ("code", code),
        ("redirect_uri", redirect),
        ("code_verifier", withVerifier ?? verifier));

    private sealed class MovableTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
