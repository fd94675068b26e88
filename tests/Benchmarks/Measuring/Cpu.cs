using System.Globalization;

namespace Tyokyky.Benchmarks.Measuring;

/// <summary>How much CPU time a process has used, with the children it has waited for.</summary>
internal static class Cpu
{
    // USER_HZ: what /proc counts in, whatever the kernel's own tick is.
    private const double TicksPerSecond = 100;

    // Fields of /proc/<pid>/stat behind the command's name, which may itself hold spaces.
    private const int Parent = 1;
    private const int FirstTime = 11;
    private const int LastTime = 14;

    /// <summary>A process and the children that have ended.</summary>
    public static TimeSpan Of(int process) => Fields(process) is { } fields ? Time(fields) : TimeSpan.Zero;

    /// <summary>A process and all its children, living or ended: a PostgreSQL server.</summary>
    public static TimeSpan OfFamily(int process)
    {
        var sum = Of(process);
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Fields(id) is { } fields && int.Parse(fields[Parent], CultureInfo.InvariantCulture) == process)
            {
                sum += Time(fields);
            }
        }

        return sum;
    }

    /// <summary>What a .NET process has used so far to compile its busiest methods once more and better.</summary>
    public static TimeSpan OfCompiling(int process)
    {
        try
        {
            return Directory.EnumerateDirectories($"/proc/{process}/task")
                .Where(task => File.ReadAllText(task + "/comm").StartsWith(".NET Tiered", StringComparison.Ordinal))
                .Aggregate(TimeSpan.Zero, (sum, task) => sum + Time(Parse(File.ReadAllText(task + "/stat"))));
        }
        catch (IOException)
        {
            // A thread ended while we looked.
            return TimeSpan.Zero;
        }
    }

    private static TimeSpan Time(string[] fields) =>
        TimeSpan.FromSeconds(fields[FirstTime..(LastTime + 1)].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)) / TicksPerSecond);

    private static string[] Parse(string stat) => stat[(stat.LastIndexOf(')') + 2)..].Split(' ');

    private static string[]? Fields(int process)
    {
        try
        {
            return Parse(File.ReadAllText($"/proc/{process}/stat"));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
