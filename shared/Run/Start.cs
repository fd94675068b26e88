namespace Tyokyky.Run;

/// <summary>./run without a verb: the whole suite, until Ctrl-C, or once.</summary>
internal static class Start
{
    // A resource's last words may come after the news of its end.
    private static readonly TimeSpan LastWordsCome = TimeSpan.FromSeconds(2);

    private const string NotWhole = "The demo caseload is not whole; the next ./run goes on with it.";

    public static async Task<int> RunAsync(Suite suite, Arguments arguments, string root, CancellationToken cancel)
    {
        suite.RefuseTakenPorts();
        suite.Remember();
        var browserToken = AppHostProcess.BrowserToken(suite);

        Progress.Say("Starting Tyokyky.AppHost");
        await using var appHost = AppHostProcess.Start(suite, root, browserToken);
        try
        {
            await Readiness.WaitAsync(suite, appHost, cancel);
            Progress.Say("All are ready");
            var code = await ShowAsync(suite, arguments, browserToken, appHost, cancel);
            Progress.Say("Stopping");
            return code;
        }
        catch (StartFailure failure)
        {
            Console.Error.WriteLine(failure.Message);
            await Task.Delay(LastWordsCome, CancellationToken.None);
            Explain(suite, appHost);
            return 1;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Progress.Say("Stopping");
            return 130;
        }
    }

    private static async Task<int> ShowAsync(Suite suite, Arguments arguments, string browserToken, AppHostProcess appHost, CancellationToken cancel)
    {
        using var sandbox = new SandboxHttp(() => suite.Sandbox);
        var isWhole = await LoadDemoCaseloadAsync(sandbox, cancel);
        var welcome = new Welcome(suite, sandbox);
        await welcome.PrintAsync(browserToken, cancel);

        var report = await new Reports(suite, sandbox).DestinationsAsync(cancel);
        DestinationsTable.Print(report);

        if (arguments.Once)
        {
            return Verdict([.. isWhole ? [] : new[] { NotWhole }, .. DestinationsTable.Differences(report)]);
        }

        Console.WriteLine();
        Progress.Say("Running; Ctrl-C ends everything.");
        await Task.WhenAny(welcome.RenewTokensAsync(cancel), TellEndsAsync(suite, appHost, cancel), appHost.Exited);
        cancel.ThrowIfCancellationRequested();
        throw new StartFailure("The AppHost has ended.");
    }

    private static async Task<bool> LoadDemoCaseloadAsync(SandboxHttp sandbox, CancellationToken cancel)
    {
        Progress.Say("Demo caseload");
        var isWhole = (await sandbox.LoadAsync("", line => Progress.Say($"  {line}"), cancel)).Done;
        if (!isWhole)
        {
            Progress.Say(NotWhole);
        }

        return isWhole;
    }

    private static void Explain(Suite suite, AppHostProcess appHost)
    {
        var resources = appHost.Resources;
        Console.Error.WriteLine(
            string.Join(Environment.NewLine, Table.Lines(["resource", "state"], resources.Select(resource => (string[])[resource.Name, resource.State]))));
        foreach (var resource in resources.Where(resource => resource.HasFailed))
        {
            Tell($"The last words of {resource.Name} ({suite.File($"logs/{resource.Name}.log")}):", resource.LastWords);
        }

        Tell($"The last words of the AppHost ({appHost.Log}):", appHost.LastLines(20));

        static void Tell(string head, IEnumerable<string> lines)
        {
            Console.Error.WriteLine(head);
            foreach (var line in lines)
            {
                Console.Error.WriteLine($"  {line}");
            }
        }
    }

    private static async Task TellEndsAsync(Suite suite, AppHostProcess appHost, CancellationToken cancel)
    {
        var news = new News(suite, appHost.Resources);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        while (await timer.WaitForNextTickAsync(cancel))
        {
            foreach (var line in news.Of(appHost.Resources))
            {
                Progress.Say(line);
            }
        }
    }

    private static int Verdict(List<string> differences)
    {
        Console.WriteLine();
        Console.WriteLine(differences.Count == 0 ? "Equal to the published table." : "Not the published table:");
        foreach (var difference in differences)
        {
            Console.WriteLine($"  {difference}");
        }

        return differences.Count == 0 ? 0 : 1;
    }
}
