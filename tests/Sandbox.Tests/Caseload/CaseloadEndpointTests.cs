using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Tyokyky.Sandbox.Tests.Caseload;

public sealed class CaseloadEndpointTests(SandboxApplication sandbox) : IClassFixture<SandboxApplication>
{
    [Theory]
    [InlineData("GET", "/caseload?seed=abc", "invalid_seed", "seed is a whole number")]
    [InlineData("POST", "/load?seed=99999999999", "invalid_seed", "seed is a whole number")]
    [InlineData("GET", "/caseload?coached=many", "invalid_size", "1 to 2000")]
    [InlineData("GET", "/caseload?coached=0", "invalid_size", "1 to 2000")]
    [InlineData("POST", "/clock", "invalid_request", "JSON")]
    public async Task What_does_not_fit_is_told_what_would(string method, string path, string error, string right)
    {
        using var request = new HttpRequestMessage(new(method), path) { Content = method == "POST" ? new StringContent("{", null, "application/json") : null };
        using var response = await sandbox.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var told = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        told.GetProperty("error").GetString().ShouldBe(error);
        told.GetProperty("error_description").GetString()!.ShouldContain(right);
    }

    [Fact]
    public async Task A_caseload_of_another_seed_is_foretold()
    {
        using var response = await sandbox.CreateClient().GetAsync(new Uri("/caseload?seed=-7&coached=12", UriKind.Relative), TestContext.Current.CancellationToken);

        (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("coached").GetInt32().ShouldBe(12);
    }
}
