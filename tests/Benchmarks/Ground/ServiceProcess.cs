using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tyokyky.Benchmarks.Ground;

/// <summary>A built program, started as it is.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan startLimit = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<string> lines = new();
    private readonly Process process;

    private ServiceProcess(string program, IEnumerable<string> arguments, IDictionary<string, string> settings)
    {
        var file = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", program, "release", program + ".dll"));
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "dotnet", file, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(file)!,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        process = Start(start);
        process.OutputDataReceived += (_, output) => lines.Enqueue(output.Data ?? "");
        process.ErrorDataReceived += (_, output) => lines.Enqueue(output.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    /// <summary>Where its gRPC endpoint is.</summary>
    public Uri Address { get; private init; } = null!;

    /// <summary>Its last words.</summary>
    public string Said => string.Join('\n', lines.TakeLast(30));

    /// <summary>Starts a server and waits until it listens; <paramref name="isReady"/> may ask for more.</summary>
    public static async Task<ServiceProcess> StartAsync(string program, string[] arguments, IDictionary<string, string> settings, int port, Func<Task<bool>>? isReady = null)
    {
        var server = new ServiceProcess(program, arguments, settings) { Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
        var started = Stopwatch.GetTimestamp();
        while (!await AnswersAsync(port) || (isReady is not null && !await isReady()))
        {
            if (server.process.HasExited || Stopwatch.GetElapsedTime(started) > startLimit)
            {
                await server.DisposeAsync();
                throw new InvalidOperationException($"{program} did not start.\n{server.Said}");
            }

            await Task.Delay(50);
        }

        return server;
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task RunAsync(string program, string[] arguments, IDictionary<string, string> settings)
    {
        await using var run = new ServiceProcess(program, arguments, settings);
        await run.process.WaitForExitAsync();
        if (run.process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed.\n{run.Said}");
        }
    }

    public async Task EndAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        process.Dispose();
    }

    // Ends with the thread that started it, hence with this process, whatever happens to it.
    private static Process Start(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>();
        var thread = new Thread(() =>
        {
            var process = Process.Start(start)!;
            started.SetResult(process);
            process.WaitForExit();
        })
        { IsBackground = true };
        thread.Start();
        return started.Task.GetAwaiter().GetResult();
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            using var probe = new TcpClient();
            await probe.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
