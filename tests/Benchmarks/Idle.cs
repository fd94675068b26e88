using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Tyokyky.Benchmarks.Measuring;
using Tyokyky.TestKit;

namespace Tyokyky.Benchmarks;

/// <summary>How long the whole suite takes to stand, built and prepared, and what its services hold and use when nobody calls.</summary>
internal static class Idle
{
    private const int PortBase = 7600;
    private static readonly (string Program, int Health)[] services = [("Referrals", 11), ("WorkAbilityTeam", 21), ("JobCoaching", 31), ("EmployerRelations", 41), ("Metrics", 51)];
    private static readonly TimeSpan settling = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan length = TimeSpan.FromSeconds(10);

    /// <summary>Measures <c>./run</c>, found above this program.</summary>
    public static async Task RunAsync()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Tyokyky.sln"))) { root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("There is no ./run above this program."); }
        var data = Directory.CreateTempSubdirectory("tyokyky-bench-run-").FullName;
        // PostgreSQL, as a user of its own, must be able to enter it.
        File.SetUnixFileMode(data, File.GetUnixFileMode(data) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        try
        {
            await RunOnceAsync(root, data, "the demo caseload was loaded");
            await RunOnceAsync(root, data, "the next start");
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task RunOnceAsync(string root, string data, string what)
    {
        var start = new ProcessStartInfo(Path.Combine(root, "run"), ["--port-base", PortBase.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TYOKYKY_DATA"] = data;
        var said = new ConcurrentQueue<string?>();
        var started = Stopwatch.GetTimestamp();
        using var run = Process.Start(start)!;
        run.OutputDataReceived += (_, line) => said.Enqueue(line.Data);
        run.ErrorDataReceived += (_, line) => said.Enqueue(line.Data);
        run.BeginOutputReadLine();
        run.BeginErrorReadLine();
        try
        {
            using var http = new HttpClient();
            await WaitAsync(async () => (await Task.WhenAll(services.Select(service => IsReadyAsync(http, service.Health)))).All(ready => ready), "all services are ready");
            var ready = Stopwatch.GetElapsedTime(started);
            await WaitAsync(() => Task.FromResult(said.Any(line => line?.Contains("Running", StringComparison.Ordinal) == true)), "the caseload is loaded");
            await Task.Delay(settling);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nIdle, half a minute after {what} (./run until all services were ready: {ready.TotalSeconds:0.0} s, at most 30)\n"));
            await MeasureAsync(data);
        }
        finally
        {
            using var stop = Process.Start("kill", ["-TERM", run.Id.ToString(CultureInfo.InvariantCulture)]);
            await run.WaitForExitAsync();
        }

        Task WaitAsync(Func<Task<bool>> holds, string until) =>
            Eventually.Holds(async () => run.HasExited ? throw new InvalidOperationException($"./run ended.\n{string.Join('\n', said)}") : await holds(), until, seconds: 400);
    }

    private static async Task MeasureAsync(string data)
    {
        var processes = services.Select(service => (service.Program, Id: Find(service.Program, data))).ToArray();
        var before = Array.ConvertAll(processes, process => Cpu.Of(process.Id));
        await Task.Delay(length);
        foreach (var ((program, id), cpu) in processes.Zip(before))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{program,-22} {Megabytes(id, "Pss:"),4} MB (at most 150), resident {Megabytes(id, "Rss:"),4} MB   {(Cpu.Of(id) - cpu) / length,6:0.0 %} of a core"));
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, int port)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{PortBase + port}/health")));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // The suite marks its processes with their data folder.
    private static int Find(string program, string data)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            try
            {
                if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)
                    && File.ReadAllText(folder + "/cmdline").TrimEnd('\0').EndsWith($"/{program}", StringComparison.Ordinal)
                    && File.ReadAllText(folder + "/environ").Contains($"TYOKYKY_OWNER={data}", StringComparison.Ordinal))
                {
                    return id;
                }
            }
            catch (IOException)
            {
                // It ended while we looked.
            }
        }

        throw new InvalidOperationException($"{program} does not run.");
    }

    // Proportional (Pss): what is the process's own, and its part of the pages that it shares with others, as the runtime's code is.
    private static long Megabytes(int process, string measure) =>
        long.Parse(File.ReadLines($"/proc/{process}/smaps_rollup").First(line => line.StartsWith(measure, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
}
