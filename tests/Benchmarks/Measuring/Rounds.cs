using System.Globalization;

namespace Tyokyky.Benchmarks.Measuring;

/// <summary>Measures two sides in turns, so that whatever else the machine does meets both; or one alone.</summary>
internal static class Rounds
{
    private const int Count = 5;
    private static readonly TimeSpan length = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan warmUpStep = TimeSpan.FromSeconds(2);
    private const int MostWarmUpSteps = 10;

    // Of a core, while a side warms up: what is still compiled then is little.
    private const double Warm = 0.02;

    /// <summary>Prints both sides' medians with the spread, and the ratio of each round's pair.</summary>
    public static async Task CompareAsync(string title, Side ours, Side plain, double least, double aim)
    {
        await WarmUpAsync(ours);
        await WarmUpAsync(plain);

        var (first, second) = (new List<Round>(), new List<Round>());
        for (var round = 0; round < Count; round++)
        {
            // Each side begins every other round.
            if (round % 2 == 0) { first.Add(await Round.MeasureAsync(ours, length)); }
            second.Add(await Round.MeasureAsync(plain, length));
            if (round % 2 == 1) { first.Add(await Round.MeasureAsync(ours, length)); }
        }

        Console.WriteLine($"\n{title}: {Count} rounds in turns, median (least … most)\n");
        Print(ours, first);
        Print(plain, second);
        var ratios = first.Zip(second, (a, b) => a.Rate / b.Rate).ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"ratio",-22} {Spread(ratios, "0.00"),-28} (at least {least:0.00}, aim {aim:0.00})"));
    }

    /// <summary>Prints one side's medians with the spread, where there is nothing beside it to compare it with.</summary>
    public static async Task MeasureAsync(string title, Side side)
    {
        await WarmUpAsync(side);
        var rounds = new List<Round>();
        for (var round = 0; round < Count; round++) { rounds.Add(await Round.MeasureAsync(side, length)); }
        Console.WriteLine($"\n{title}: {Count} rounds, median (least … most)\n");
        Print(side, rounds);
    }

    /// <summary>The middle value.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    // Not by a time alone: a busy machine takes long to compile what is called often.
    private static async Task WarmUpAsync(Side side)
    {
        for (var step = 0; step < MostWarmUpSteps; step++)
        {
            var before = Compiling(side);
            var work = await side.WorkAsync(warmUpStep);
            if (step > 0 && Compiling(side) - before < work.Elapsed * Warm) { return; }
        }
    }

    private static TimeSpan Compiling(Side side) => side.Meters.Aggregate(TimeSpan.Zero, (sum, meter) => sum + meter.ReadCompiling());

    private static void Print(Side side, List<Round> rounds)
    {
        var cpu = side.Meters.Select((meter, i) => (meter.Name, Median: Median(rounds.Select(round => round.CpuMicroseconds[i])))).ToArray();
        var parts = string.Join(" + ", cpu.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Name} {part.Median:0}")));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{side.Name,-22} {Spread([.. rounds.Select(round => round.Rate)], "0") + " per s",-28} CPU per operation {cpu.Sum(part => part.Median):0} µs = {parts}"));
    }

    /// <summary>The median with the least and the most.</summary>
    public static string Spread(double[] values, string format) =>
        string.Create(CultureInfo.InvariantCulture, $"{Median(values).ToString(format, CultureInfo.InvariantCulture)} ({values.Min().ToString(format, CultureInfo.InvariantCulture)} … {values.Max().ToString(format, CultureInfo.InvariantCulture)})");
}
