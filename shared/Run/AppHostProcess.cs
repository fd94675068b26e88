using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Tyokyky.Run;

/// <summary>Tyokyky.AppHost as a child of its own session, so that Ctrl-C reaches it through us and it can end its children in order.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private const int Sigterm = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process process;
    private readonly Task copying;
    private readonly Suite suite;
    private readonly DateTime started = DateTime.UtcNow;

    private AppHostProcess(Process process, Suite suite)
    {
        this.process = process;
        this.suite = suite;
        copying = Task.WhenAll(CopyAsync(process.StandardOutput, Log), CopyAsync(process.StandardError, Log + ".errors"));
    }

    public string Log => suite.File("apphost.log");

    public Task Exited => process.WaitForExitAsync();

    public bool HasExited => process.HasExited;

    /// <summary>What each resource became in this run.</summary>
    public IReadOnlyList<ResourceLog> Resources => ResourceLog.ReadAll(suite, started);

    public static AppHostProcess Start(Suite suite, string root, string browserToken)
    {
        var start = new ProcessStartInfo("setsid")
        {
            ArgumentList = { Path.Combine(root, ".tyokyky/artifacts/bin/Tyokyky.AppHost/release/Tyokyky.AppHost") },
            WorkingDirectory = Path.Combine(root, "Tyokyky.AppHost"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in Settings(suite, browserToken))
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new AppHostProcess(process, suite);
    }

    /// <summary>The dashboard's login token of this data folder.</summary>
    public static string BrowserToken(Suite suite)
    {
        var file = suite.File("browser-token");
        if (!File.Exists(file))
        {
            using var writer = new StreamWriter(file, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            writer.Write(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        }

        return File.ReadAllText(file);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            _ = Kill(process.Id, Sigterm);
            await Task.WhenAny(Exited, Task.Delay(Patience));
        }

        await Leftovers.EndAsync(suite.DataFolder);
        await Task.WhenAny(copying, Task.Delay(TimeSpan.FromSeconds(1)));
        process.Dispose();
        Progress.Say("Stopped");
    }

    public IEnumerable<string> LastLines(int count) =>
        new[] { Log, Log + ".errors" }.Where(File.Exists).SelectMany(f => File.ReadLines(f).TakeLast(count));

    private static Dictionary<string, string> Settings(Suite suite, string browserToken) => new()
    {
        ["DOTNET_ENVIRONMENT"] = "Development",
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["TYOKYKY_PORT_BASE"] = $"{suite.PortBase}",
        ["TYOKYKY_DATA"] = suite.DataFolder,
        ["ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN"] = browserToken,
        ["ASPNETCORE_URLS"] = suite.Dashboard.ToString(),
        ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = suite.Otlp.ToString(),
        ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = suite.ResourceService.ToString(),
        // Everything listens on this machine's loopback only.
        ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
    };

    private static async Task CopyAsync(StreamReader from, string file)
    {
        await using var to = new StreamWriter(file, append: false) { AutoFlush = true };
        while (await from.ReadLineAsync() is { } line)
        {
            await to.WriteLineAsync(line);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}

/// <summary>Processes that carry this data folder's mark and outlived the AppHost, which a killed AppHost leaves.</summary>
internal static class Leftovers
{
    public static async Task EndAsync(string dataFolder)
    {
        // The same shell function that the next ./run would call; without the mark itself, or it would wait for its own end.
        var shell = new ProcessStartInfo("bash")
        {
            ArgumentList = { "-c", "source eng/prepare.sh && end_processes \"$1\"", "bash", dataFolder },
        };
        shell.Environment.Remove("TYOKYKY_OWNER");
        using var sweep = Process.Start(shell)!;
        await sweep.WaitForExitAsync();
    }
}
