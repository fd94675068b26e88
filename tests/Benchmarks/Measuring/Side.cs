namespace Tyokyky.Benchmarks.Measuring;

/// <summary>What one side did in one round.</summary>
internal readonly record struct Work(long Operations, TimeSpan Elapsed);

/// <summary>A process, or several, whose CPU time a side uses; and how much of it goes into compiling, which ends once it is warm.</summary>
internal sealed record CpuMeter(string Name, Func<TimeSpan> Read, Func<TimeSpan> ReadCompiling)
{
    /// <summary>This process, with the children that have ended.</summary>
    public static CpuMeter Client { get; } = OfDotnet("client", Environment.ProcessId);

    public static CpuMeter OfDotnet(string name, int process) => new(name, () => Cpu.Of(process), () => Cpu.OfCompiling(process));
}

/// <summary>One of the two that are compared: works for about that long, and says what it did.</summary>
internal sealed record Side(string Name, CpuMeter[] Meters, Func<TimeSpan, Task<Work>> WorkAsync);

/// <summary>One round of one side: operations per second, and CPU time per operation of each process.</summary>
internal sealed record Round(double Rate, double[] CpuMicroseconds)
{
    public static async Task<Round> MeasureAsync(Side side, TimeSpan length)
    {
        var before = Array.ConvertAll(side.Meters, meter => meter.Read());
        var work = await side.WorkAsync(length);
        var cpu = side.Meters.Select((meter, i) => (meter.Read() - before[i]).TotalMicroseconds / work.Operations);
        return new Round(work.Operations / work.Elapsed.TotalSeconds, [.. cpu]);
    }
}
