using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Tyokyky.TestKit;

namespace Tyokyky.FaultTests.Rig;

/// <summary>One life of a service's process.</summary>
internal sealed class ServiceProcess
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly string name;
    private volatile string announced = "";

    private ServiceProcess(string name, string program, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        this.name = name;
        var dll = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", program, "release", program + ".dll"));
        var info = new ProcessStartInfo(Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet", [dll, .. arguments])
        {
            WorkingDirectory = Path.GetDirectoryName(dll)!,
        };
        foreach (var (key, value) in environment)
        {
            info.Environment[key] = value;
        }

        process = OwnedProcess.Start(info, line: Hear);
    }

    public static ServiceProcess Start(string name, string program, IReadOnlyDictionary<string, string> environment, params string[] arguments) => new(name, program, environment, arguments);

    /// <summary>What its hook said last, if it reached its point.</summary>
    public string Announced => announced;

    public bool HasExited => process.HasExited;

    /// <summary>The last lines it wrote.</summary>
    public string Output => string.Join('\n', lines.Select(line => $"{name}: {line}"));

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Whether it ended by itself within the time.</summary>
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

    /// <summary>Waits for the end of a run that has to succeed.</summary>
    public async Task SucceedsAsync()
    {
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{name} ended with {process.ExitCode}.\n{Output}");
        }
    }

    /// <summary>Waits until it takes connections, or has ended.</summary>
    public async Task ListensAsync(int port, CancellationToken cancel)
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

    private void Hear(string line)
    {
        if (line.StartsWith("fault: ", StringComparison.Ordinal))
        {
            announced = line["fault: ".Length..];
        }

        lines.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{line}"));
        while (lines.Count > 60)
        {
            lines.TryDequeue(out _);
        }
    }
}
