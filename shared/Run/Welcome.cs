namespace Tyokyky.Run;

/// <summary>What a newcomer needs once the suite runs: where everything is, who to be, and one call to try.</summary>
internal sealed class Welcome(Suite suite, SandboxHttp sandbox)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan Renewal = TimeSpan.FromHours(6); // tokens are good for twelve

    private string TokenFolder => suite.File("tokens");

    public async Task PrintAsync(string browserToken, CancellationToken cancel)
    {
        var callers = await sandbox.CallersAsync(cancel);
        await WriteTokensAsync(callers, cancel);

        Console.WriteLine();
        Console.WriteLine($"Dashboard  {new Uri(suite.Dashboard, $"/login?t={browserToken}")}");
        Console.WriteLine();
        Console.WriteLine("Endpoints");
        Table.Print(["service", "gRPC", "health"],
        [
            .. Suite.Services.Select(service => (string[])[service, Bare(suite.Grpc(service)), Bare(suite.Http(service))]),
            ["sandbox", "", $"{Bare(suite.Sandbox)}  (OAuth 2.0, example callers, business clock)"],
            ["telemetry (OTLP)", Bare(suite.Otlp), ""],
        ]);
        Console.WriteLine();
        Console.WriteLine($"Example callers; a ready token of each, good for twelve hours, is in {TokenFolder}/<caller>");
        Table.Print(["caller", "role", "organisation", "who"], callers.Select(caller => (string[])
        [
            caller.Name, string.Join(", ", caller.Roles), $"{caller.Organisation.Name} {caller.Organisation.Id}", $"{caller.DisplayName}: {caller.About}",
        ]));
        Console.WriteLine();
        Console.WriteLine("Try, in this folder: the city coordinator's worklist");
        Console.WriteLine($"""
              npx --prefix tests/clients buf curl --schema shared/Contracts --protocol grpc --http2-prior-knowledge \
                -H "authorization: Bearer $(cat {Path.Combine(TokenFolder, "coordinator")})" -d '{"{"}"page_size": 3{"}"}' \
                {Bare(suite.Grpc("referrals"))}/tyokyky.referrals.v1.ReferralsService/ListTasks
            """);
        Console.WriteLine();
    }

    public async Task RenewTokensAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Renewal);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            await WriteTokensAsync(await sandbox.CallersAsync(cancel), cancel);
        }
    }

    private async Task WriteTokensAsync(IReadOnlyList<ExampleCaller> callers, CancellationToken cancel)
    {
        Directory.CreateDirectory(TokenFolder);
        File.SetUnixFileMode(TokenFolder, OwnerOnly | UnixFileMode.UserExecute);
        foreach (var caller in callers)
        {
            await File.WriteAllTextAsync(Path.Combine(TokenFolder, caller.Name), (await sandbox.TokenAsync(caller.Name, cancel)).AccessToken, cancel);
        }
    }

    private static string Bare(Uri address) => address.ToString().TrimEnd('/');
}
