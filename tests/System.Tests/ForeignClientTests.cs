namespace Tyokyky.SystemTests;

/// <summary>Clients that no one here wrote, against the running system.</summary>
public sealed class ForeignClientTests(Suite suite)
{
    [Fact]
    public async Task Grpc_js_refers_decides_and_understands_refusals() =>
        await SucceedsAsync("node", "--test", "--test-reporter=spec", "tests/clients/system/grpc-js.test.mjs");

    [Fact]
    public async Task Grpc_js_goes_a_referrals_whole_way_between_agencies() => await suite.ChainAsync();

    [Fact]
    public async Task Grpc_js_goes_a_clients_way_through_the_work_ability_team() => await suite.TeamJourneyAsync();

    [Fact]
    public async Task Grpc_js_goes_a_clients_way_through_coaching_to_a_job_that_lasts() => await suite.CoachingJourneyAsync();

    [Fact]
    public async Task Buf_curl_finds_the_services_by_reflection_and_calls_them()
    {
        var referrals = suite.Address("referrals").GetLeftPart(UriPartial.Authority);

        var services = await BufCurlAsync("--list-services", referrals);
        var answer = await BufCurlAsync("--header", $"authorization: Bearer {suite.Token("coordinator")}", "--data", """{"pageSize": 1}""", $"{referrals}/tyokyky.referrals.v1.ReferralsService/ListTasks");

        services.ShouldContain("tyokyky.referrals.v1.ReferralsService");
        services.ShouldContain("grpc.health.v1.Health");
        answer.TrimStart().ShouldStartWith("{");
    }

    private Task<string> BufCurlAsync(params string[] arguments) =>
        SucceedsAsync(Path.Combine(suite.Repository, "tests/clients/node_modules/.bin/buf"), ["curl", "--protocol", "grpc", "--http2-prior-knowledge", .. arguments]);

    private Task<string> SucceedsAsync(string program, params string[] arguments) => ForeignProgram.RunAsync(suite, [], program, arguments);
}
