using System.Diagnostics;

namespace Tyokyky.SystemTests;

/// <summary>A program of others' making, run beside the system and told by its environment where that is and who may call it.</summary>
internal static class ForeignProgram
{
    // What a program calls them, and what the Sandbox does.
    private static readonly (string Name, string Caller)[] callers =
    [
        ("SENDER", "agency-system"), ("COORDINATOR", "coordinator"), ("COUNTY", "county-coordinator"), ("COACH", "coach"), ("NURSE", "team-nurse"), ("DOCTOR", "team-doctor"),
        ("EMPLOYMENT", "employment-worker"), ("LIAISON", "liaison"), ("FOUNDATION", "foundation-coach"),
    ];

    /// <summary>What it says, once it has ended well.</summary>
    public static async Task<string> RunAsync(Suite suite, IEnumerable<(string Name, string Value)> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = suite.Repository, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TYOKYKY_SANDBOX"] = suite.SandboxAddress.ToString();
        foreach (var service in (string[])["referrals", "team", "coaching", "employers"])
        {
            start.Environment[$"TYOKYKY_{service.ToUpperInvariant()}"] = suite.Address(service).Authority;
        }

        foreach (var (name, caller) in callers)
        {
            start.Environment[$"TYOKYKY_{name}_TOKEN"] = suite.Token(caller);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

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
