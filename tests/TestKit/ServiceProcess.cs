using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tyokyky.TestKit;

/// <summary>One life of a built program, run as it is; it ends with this process, whatever happens to it.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private const int LastWords = 60;
    private static readonly TimeSpan startLimit = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> lines = new();
    private readonly string command;
    private readonly int port;
    private readonly Process process;

    private ServiceProcess(string program, IEnumerable<KeyValuePair<string, string>> settings, int port, string[] arguments)
    {
        var file = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", program, "release", program + ".dll"));
        var start = new ProcessStartInfo("dotnet", [file, .. arguments]) { WorkingDirectory = Path.GetDirectoryName(file)! };
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        command = string.Join(' ', [program, .. arguments]);
        this.port = port;
        process = OwnedProcess.Start(start, line: Hear);
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));

    /// <summary>Its last words.</summary>
    public string Said => string.Join('\n', lines);

    /// <summary>Starts a server that its settings or arguments let listen on that port.</summary>
    public static ServiceProcess Start(string program, IEnumerable<KeyValuePair<string, string>> settings, int port, params string[] arguments) => new(program, settings, port, arguments);

    /// <summary>Runs a program to its end, which must be a success.</summary>
    public static async Task RunAsync(string program, IEnumerable<KeyValuePair<string, string>> settings, params string[] arguments)
    {
        await using var run = new ServiceProcess(program, settings, 0, arguments);
        await run.process.WaitForExitAsync();
        if (run.process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{run.command} ended with {run.process.ExitCode}.\n{run.Said}");
        }
    }

    /// <summary>Waits until it takes connections, and <paramref name="also"/> holds; fails when it ends before that.</summary>
    public async Task<ServiceProcess> ReadyAsync(Func<Task<bool>>? also = null)
    {
        using var late = new CancellationTokenSource(startLimit);
        await ListensAsync(late.Token);
        while (also is not null && !HasExited && !await also())
        {
            await Task.Delay(50, late.Token);
        }

        return HasExited ? throw new InvalidOperationException($"{command} did not start.\n{Said}") : this;
    }

    /// <summary>Waits until it takes connections, or has ended.</summary>
    public async Task ListensAsync(CancellationToken cancel)
    {
        while (!HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, cancel);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50, cancel);
            }
        }
    }

    /// <summary>Whether it ends by itself within the time; all that it said is heard then.</summary>
    public async Task<bool> EndsAsync(TimeSpan limit)
    {
        using var late = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(late.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    private void Hear(string line)
    {
        lines.Enqueue(line);
        while (lines.Count > LastWords)
        {
            lines.TryDequeue(out _);
        }
    }
}
