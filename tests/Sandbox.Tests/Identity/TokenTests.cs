using System.IdentityModel.Tokens.Jwt;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Shouldly;
using Xunit;

namespace Tyokyky.Sandbox.Tests.Identity;

public sealed class TokenTests(SandboxApplication application) : IClassFixture<SandboxApplication>
{
    private readonly HttpClient client = application.CreateClient();

    [Fact]
    public async Task The_standard_handlers_find_the_keys_and_accept_a_token()
    {
        var token = await ReadyTokenAsync("coordinator");
        var discovery = await OpenIdConnectConfigurationRetriever.GetAsync(
            $"{SandboxApplication.Issuer}/.well-known/openid-configuration", new HttpDocumentRetriever(client) { RequireHttps = false }, CancellationToken.None);

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = discovery.Issuer,
            ValidAudience = "tyokyky",
            IssuerSigningKeys = discovery.SigningKeys,
            ValidAlgorithms = ["ES256"],
            ValidTypes = ["at+jwt"],
        });

        result.IsValid.ShouldBeTrue(result.Exception?.Message);
        result.Claims["sub"].ShouldBe("coordinator");
        result.Claims["org"].ShouldBe("0000003-5");
        discovery.Issuer.ShouldBe(SandboxApplication.Issuer);
        discovery.AdditionalData.ShouldContainKey("tyokyky_sandbox");
        discovery.TokenEndpoint.ShouldBe($"{SandboxApplication.Issuer}/oauth/token");
    }

    [Fact]
    public async Task Jwt_bearer_lets_a_token_in_by_its_authority_alone_and_keeps_a_changed_one_out()
    {
        await using var service = await StartProtectedServiceAsync();
        var caller = service.GetTestClient();
        var token = await ReadyTokenAsync("coach");

        caller.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        (await caller.GetStringAsync("/")).ShouldBe("coach");

        var last = token[^3] == 'A' ? 'B' : 'A';
        caller.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", $"{token[..^3]}{last}{token[^2..]}");
        (await caller.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_service_gets_a_token_of_the_service_role_by_its_secret_in_the_body_and_in_the_header()
    {
        var posted = await SandboxApplication.TokenAsync(
            client, ("grant_type", "client_credentials"), ("client_id", "service:referrals"), ("client_secret", "referrals' secret"));
        var byHeader = await WithBasicAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes("service:referrals:referrals' secret")));
        var encoded = await WithBasicAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes("service%3Areferrals:referrals%27+secret")));

        Claims(posted).Subject.ShouldBe("service:referrals");
        Claims(posted).Claims.Where(claim => claim.Type == "roles").Select(claim => claim.Value).ShouldBe(["service"]);
        Claims(posted).Claims.Single(claim => claim.Type == "org").Value.ShouldBe("service:referrals");
        Claims(byHeader).Subject.ShouldBe("service:referrals");
        Claims(encoded).Subject.ShouldBe("service:referrals");
    }

    [Fact]
    public async Task A_system_gets_a_token_of_its_organisation()
    {
        var answer = await SandboxApplication.TokenAsync(
            client, ("grant_type", "client_credentials"), ("client_id", "agency-system"), ("client_secret", "agency:s secret+%"));

        Claims(answer).Claims.Single(claim => claim.Type == "org").Value.ShouldBe("0000001-9");
        answer.GetProperty("token_type").GetString().ShouldBe("Bearer");
        (Claims(answer).ValidTo - Claims(answer).IssuedAt).ShouldBe(TimeSpan.FromHours(1));
        answer.GetProperty("expires_in").GetInt32().ShouldBeLessThanOrEqualTo(3600);
    }

    [Theory]
    [InlineData("service:referrals", "wrong", HttpStatusCode.Unauthorized, "invalid_client")]
    [InlineData("service:referrals", "", HttpStatusCode.Unauthorized, "invalid_client")]
    [InlineData("service:nobody", "referrals' secret", HttpStatusCode.Unauthorized, "invalid_client")]
    [InlineData("coordinator", "", HttpStatusCode.Unauthorized, "invalid_client")]
    [InlineData("tyokyky-front", "", HttpStatusCode.BadRequest, "unauthorized_client")]
    public async Task Client_credentials_are_refused(string id, string secret, HttpStatusCode status, string error)
    {
        using var response = await SandboxApplication.PostAsync(
            client, ("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret));

        response.StatusCode.ShouldBe(status);
        (response.Headers.WwwAuthenticate.Count > 0).ShouldBe(status == HttpStatusCode.Unauthorized);
        (await ErrorOf(response)).ShouldBe(error);
    }

    [Fact]
    public async Task A_malformed_request_is_refused_in_oauths_words()
    {
        (string, string)[] right = [("grant_type", "client_credentials"), ("client_id", "service:referrals"), ("client_secret", "referrals' secret")];

        (await RefusalAsync([.. right[1..]])).ShouldBe("invalid_request");
        (await RefusalAsync([("grant_type", "password"), .. right[1..]])).ShouldBe("unsupported_grant_type");
        (await RefusalAsync([.. right, ("client_id", "agency-system")])).ShouldBe("invalid_request");
        (await RefusalAsync([.. right, ("scope", "tyokyky"), ("scope", "profile")])).ShouldBe("invalid_request");
        (await RefusalAsync([.. right, ("scope", "everything")])).ShouldBe("invalid_scope");
        (await RefusalAsync([.. right, ("scope", "openid")])).ShouldBe("invalid_scope");

        using var json = await client.PostAsJsonAsync("/oauth/token", new { grant_type = "client_credentials" });
        (await ErrorOf(json)).ShouldBe("invalid_request");
        (await WithBasicAsync("not base64!")).GetProperty("error").GetString().ShouldBe("invalid_request");
    }

    [Fact]
    public async Task A_ready_token_is_given_for_every_example_caller_and_for_nobody_else()
    {
        var callers = await client.GetFromJsonAsync<JsonElement>("/callers");
        foreach (var caller in callers.EnumerateArray())
        {
            var name = caller.GetProperty("name").GetString()!;
            new JwtSecurityToken(await ReadyTokenAsync(name)).Subject.ShouldBe(name);
        }

        using var unknown = await client.PostAsync("/callers/nobody/token", null);
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_page_of_another_origin_cannot_ask_for_a_ready_token()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/callers/operator/token");
        request.Headers.Add("Origin", "https://elsewhere.example");
        using var response = await client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static JwtSecurityToken Claims(JsonElement answer) => new(answer.GetProperty("access_token").GetString());

    private static async Task<string?> ErrorOf(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString();

    private async Task<string?> RefusalAsync((string, string)[] form)
    {
        using var response = await SandboxApplication.PostAsync(client, form);
        return await ErrorOf(response);
    }

    private async Task<JsonElement> WithBasicAsync(string parameter)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", parameter);
        using var response = await client.SendAsync(request);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<string> ReadyTokenAsync(string name)
    {
        using var response = await client.PostAsync($"/callers/{name}/token", null);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    private async Task<WebApplication> StartProtectedServiceAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.Authority = SandboxApplication.Issuer;
            options.Audience = "tyokyky";
            options.RequireHttpsMetadata = false;
            options.MapInboundClaims = false;
            options.BackchannelHttpHandler = application.Server.CreateHandler();
        });
        var service = builder.Build();
        service.UseAuthentication();
        service.UseAuthorization();
        service.MapGet("/", (System.Security.Claims.ClaimsPrincipal user) => user.FindFirst("sub")!.Value).RequireAuthorization();
        await service.StartAsync();
        return service;
    }
}
