namespace Tyokyky.Run;

/// <summary>What the AppHost keeps of each resource (its ResourceLogs): what it said, and between that, after "== ", what it became.</summary>
internal sealed record ResourceLog(string Name, string State, IReadOnlyList<string> LastWords)
{
    private const string Mark = "== ";
    private const int Words = 12;

    // What a killed program becomes has no exit code.
    private static readonly string[] ends = ["Finished", "Exited", "Terminated"];

    /// <summary>Ended although it should serve, or never begun; a migration's success is an end too.</summary>
    public bool HasFailed => Became == "FailedToStart"
        || (IsMigration ? HasCode && !State.EndsWith(" exit code 0", StringComparison.Ordinal) : HasCode || ends.Contains(Became));

    public bool IsRunning => State == "Running";

    private bool HasCode => State.Contains(", exit code ", StringComparison.Ordinal);

    private string Became => State.Split(',')[0];

    private bool IsMigration => Name.EndsWith("-migrations", StringComparison.Ordinal);

    /// <summary>Those of this run, by name.</summary>
    public static IReadOnlyList<ResourceLog> ReadAll(Suite suite, DateTime since)
    {
        var folder = suite.File("logs");
        return !Directory.Exists(folder)
            ? []
            : [
                .. Directory.GetFiles(folder, "*.log")
                    .Where(file => File.GetLastWriteTimeUtc(file) >= since)
                    .Order(StringComparer.Ordinal)
                    .Select(Read)
                    .Where(log => log.State != "NotStarted")
            ];
    }

    public static ResourceLog Of(string name, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        return new ResourceLog(
            name,
            all.LastOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal))?[Mark.Length..] ?? "",
            [.. all.Where(line => !line.StartsWith(Mark, StringComparison.Ordinal)).TakeLast(Words)]);
    }

    private static ResourceLog Read(string file)
    {
        // The AppHost goes on writing it.
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return Of(Path.GetFileNameWithoutExtension(file), reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
