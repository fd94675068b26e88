using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Local;

/// <summary>A program to start.</summary>
internal sealed record ProgramSpec(string FileName, IReadOnlyList<string> Arguments, string WorkingDirectory, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>The user to run as, when the host itself is root.</summary>
    public string? RunAs { get; init; }

    /// <summary>Asks it to end.</summary>
    public Signal StopSignal { get; init; } = Signal.Term;

    /// <summary>How long it may take to end.</summary>
    public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>What must run beside it; started before it and ended after it.</summary>
    public ProgramSpec? Companion { get; init; }
}

/// <summary>
/// Starts every process from one thread: the parent-death signal follows the thread that forked, so that thread must live as long as
/// this program. Each child is a session of its own, so that Ctrl-C reaches only the host, which then ends them in order. Each is
/// recorded by pid and start time, so that the next run finds what a killed one left.
/// </summary>
internal sealed class ChildProcesses : IDisposable
{
    private static readonly string[] NotInherited = ["ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "DOTNET_LAUNCH_PROFILE"];
    private readonly BlockingCollection<Action> starts = [];
    private readonly ConcurrentDictionary<int, ProcessId> running = new();
    private readonly Lock recordGate = new();
    private readonly DataFolder folder;
    private readonly ILogger<ChildProcesses> logger;

    public ChildProcesses(DataFolder folder, ILogger<ChildProcesses> logger)
    {
        this.folder = folder;
        this.logger = logger;
        new Thread(Work) { IsBackground = true, Name = "starts child processes" }.Start();
    }

    private string RecordFile => Path.Combine(folder.Records, $"{Environment.ProcessId}-{folder.GetHashCode():x8}.json");

    public Task<ChildProcess> StartAsync(ProgramSpec spec, ResourceOutput output)
    {
        var started = new TaskCompletionSource<ChildProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        starts.Add(() =>
        {
            try
            {
                var child = Start(spec, output);
                running[child.Id.Pid] = child.Id;
                Record();
                _ = child.Exited.ContinueWith(
                    _ =>
                    {
                        running.TryRemove(child.Id.Pid, out var _);
                        Record();
                    },
                    TaskScheduler.Default);
                started.SetResult(child);
            }
#pragma warning disable CA1031 // Handed to the caller; this thread must live on.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                started.SetException(failure);
            }
        });
        return started.Task;
    }

    /// <summary>Ends what a run that was killed left behind; a run that is still alive keeps its own.</summary>
    public void Reap()
    {
        if (!Directory.Exists(folder.Records))
        {
            return;
        }

        foreach (var file in Directory.GetFiles(folder.Records, "*.json"))
        {
            try
            {
                var record = JsonSerializer.Deserialize<RunRecord>(File.ReadAllText(file))!;
                if (record.Host.IsAlive && record.Folder == folder.Path)
                {
                    throw new DistributedApplicationException($"Process {record.Host.Pid} runs the application on the same data folder, {folder.Path}. End it first.");
                }

                if (record.Host.IsAlive)
                {
                    continue;
                }

                foreach (var left in record.Children.Where(child => child.IsAlive))
                {
                    logger.LogWarning("Ending process {Pid}, left by an earlier run.", left.Pid);
                    left.EndSession(TimeSpan.FromSeconds(10));
                }

                File.Delete(file);
            }
            catch (Exception failure) when (failure is JsonException or IOException)
            {
                logger.LogWarning("Record {File} can't be read and is removed: {Failure}", file, failure.Message);
                File.Delete(file);
            }
        }
    }

    public void Dispose()
    {
        starts.CompleteAdding();
        foreach (var left in running.Values)
        {
            left.EndSession(TimeSpan.Zero);
        }

        lock (recordGate)
        {
            if (File.Exists(RecordFile))
            {
                File.Delete(RecordFile);
            }
        }
    }

    /// <summary>The whole command: change of user first, for it clears the parent-death signal; then a session; then the signal.</summary>
    internal static IReadOnlyList<string> CommandOf(ProgramSpec spec, bool isRoot) =>
    [
        .. isRoot && spec.RunAs is { } user ? ["setpriv", $"--reuid={user}", $"--regid={user}", "--init-groups", "--"] : Array.Empty<string>(),
        "setsid", "--", "setpriv", $"--pdeathsig={spec.StopSignal.ToString().ToUpperInvariant()}", "--", spec.FileName, .. spec.Arguments,
    ];

    private static ChildProcess Start(ProgramSpec spec, ResourceOutput output)
    {
        var command = CommandOf(spec, Environment.IsPrivilegedProcess);
        var info = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = spec.WorkingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        foreach (var name in info.Environment.Keys.Where(k => NotInherited.Contains(k) || k.StartsWith("ASPIRE_", StringComparison.Ordinal)).ToList())
        {
            info.Environment.Remove(name);
        }

        foreach (var (name, value) in spec.Environment)
        {
            info.Environment[name] = value;
        }

        var process = new Process { StartInfo = info, EnableRaisingEvents = true };
        return new ChildProcess(process, output);
    }

    private void Record()
    {
        lock (recordGate)
        {
            Directory.CreateDirectory(folder.Records);
            var file = RecordFile;
            File.WriteAllText($"{file}.new", JsonSerializer.Serialize(new RunRecord(ProcessId.OfThis, folder.Path, [.. running.Values])));
            File.Move($"{file}.new", file, overwrite: true);
        }
    }

    private void Work()
    {
        foreach (var start in starts.GetConsumingEnumerable())
        {
            start();
        }

        // Its children would get the death signal if this thread ended before the program does.
        Thread.Sleep(Timeout.Infinite);
    }

    private sealed record RunRecord(ProcessId Host, string Folder, IReadOnlyList<ProcessId> Children);
}

/// <summary>Takes the lines that a process writes.</summary>
internal delegate void ResourceOutput(string line, bool isError);

/// <summary>A process that this program started.</summary>
internal sealed class ChildProcess
{
    private readonly Process process;

    public ChildProcess(Process process, ResourceOutput output)
    {
        this.process = process;
        var exited = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => Write(output, line.Data, isError: false);
        process.ErrorDataReceived += (_, line) => Write(output, line.Data, isError: true);
        process.Exited += (_, _) => exited.TrySetResult(process.ExitCode);
        process.Start();
        Id = ProcessId.Of(process.Id) ?? new ProcessId(process.Id, 0);
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Exited = exited.Task;
    }

    public ProcessId Id { get; }

    public Task<int> Exited { get; }

    public async Task StopAsync(Signal signal, TimeSpan limit)
    {
        Id.Send(signal);
        if (await Task.WhenAny(Exited, Task.Delay(limit)) != Exited)
        {
            Id.EndSession(TimeSpan.Zero);
            await Task.WhenAny(Exited, Task.Delay(TimeSpan.FromSeconds(5)));
        }
    }

    private static void Write(ResourceOutput output, string? line, bool isError)
    {
        if (line is not null)
        {
            output(line, isError);
        }
    }
}
