using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace Aspire.Hosting.Local;

/// <summary>Signals, by their Linux numbers.</summary>
internal enum Signal
{
    Int = 2,
    Kill = 9,
    Term = 15,
}

/// <summary>A process, told from a later one of the same number by its start time.</summary>
internal sealed partial record ProcessId(int Pid, long StartTime)
{
    public static ProcessId OfThis { get; } = Of(Environment.ProcessId)!;

    [JsonIgnore]
    public bool IsAlive => Stat(Pid) is { } stat && stat.StartTime == StartTime && stat.State is not ('Z' or 'X');

    public static ProcessId? Of(int pid) => Stat(pid) is { } stat ? new ProcessId(pid, stat.StartTime) : null;

    public void Send(Signal signal)
    {
        if (IsAlive)
        {
            _ = Kill(Pid, (int)signal);
        }
    }

    /// <summary>Ends the process and what it started: first asks, then kills.</summary>
    public void EndSession(TimeSpan patience)
    {
        var members = Session();
        if (patience > TimeSpan.Zero)
        {
            Send(Signal.Term);
            var until = Environment.TickCount64 + (long)patience.TotalMilliseconds;
            while (IsAlive && Environment.TickCount64 < until)
            {
                Thread.Sleep(50);
            }
        }

        ProcessId[] left = [.. members.Append(this).Where(member => member.IsAlive)];
        foreach (var member in left)
        {
            member.Send(Signal.Kill);
        }

        // Who is told that it has ended starts the next one on the same ports; a process that the kernel holds is not waited for.
        for (var attempt = 0; attempt < 100 && left.Any(member => member.IsAlive); attempt++)
        {
            Thread.Sleep(10);
        }
    }

    /// <summary>The processes of the session that this process leads.</summary>
    private List<ProcessId> Session()
    {
        var members = new List<ProcessId>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) && Stat(pid) is { } stat && stat.Session == Pid && stat.StartTime >= StartTime)
            {
                members.Add(new ProcessId(pid, stat.StartTime));
            }
        }

        return members;
    }

    private static (char State, int Session, long StartTime)? Stat(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' '); // the name before may hold spaces and brackets
            return (fields[0][0], int.Parse(fields[3], CultureInfo.InvariantCulture), long.Parse(fields[19], CultureInfo.InvariantCulture));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int pid, int signal);
}
