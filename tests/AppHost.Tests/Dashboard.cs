using System.Diagnostics;
using System.Globalization;

namespace Tyokyky.AppHostTests;

/// <summary>The genuine dashboard, walked in headless chromium by tests/clients/dashboard.</summary>
internal static class Dashboard
{
    public static async Task WalkAsync(DataFolder data, RunningSuite suite)
    {
        var employers = (await data.ProcessesAsync()).Single(id => Command(id).Contains("/EmployerRelations/", StringComparison.Ordinal));
        var start = new ProcessStartInfo("node", ["--test", "--test-reporter=spec", "tests/clients/dashboard/dashboard.test.mjs"])
        {
            WorkingDirectory = DataFolder.Repository,
            RedirectStandardOutput = true,
            Environment = { ["TYOKYKY_DASHBOARD"] = suite.LoginLink.ToString(), ["TYOKYKY_VICTIM"] = employers.ToString(CultureInfo.InvariantCulture) },
        };
        using var browser = Process.Start(start)!;
        var said = await browser.StandardOutput.ReadToEndAsync();
        await browser.WaitForExitAsync();

        browser.ExitCode.ShouldBe(0, said);
        // Aspire does not tell a signal: 137 would be the shell's way.
        data.Log("employers").ShouldContain("== Finished, exit code -1; starts again in 1 s (1 of 5)");
    }

    private static string Command(int process) => File.Exists($"/proc/{process}/cmdline") ? File.ReadAllText($"/proc/{process}/cmdline") : "";
}
