using System.Diagnostics;

namespace Tyokyky.SystemTests;

/// <summary>Clients that no one here wrote, against the running system.</summary>
public sealed class ForeignClientTests(Suite suite)
{
    [Fact]
    public async Task Grpc_js_refers_decides_and_understands_refusals() =>
        await SucceedsAsync("node", "--test", "--test-reporter=spec", "tests/clients/system/grpc-js.test.mjs");

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

    private async Task<string> SucceedsAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = suite.Repository, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TYOKYKY_REFERRALS"] = suite.Address("referrals").Authority;
        start.Environment["TYOKYKY_SENDER_TOKEN"] = suite.Token("agency-system");
        start.Environment["TYOKYKY_COORDINATOR_TOKEN"] = suite.Token("coordinator");

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            process.ExitCode.ShouldBe(0, $"{await output}\n{await errors}");
            return await output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
