namespace Tyokyky.Run;

/// <summary>What the AppHost keeps of each resource (its ResourceLogs): what it said, and between that, after "== ", what it became.</summary>
internal sealed record ResourceLog(string Name, IReadOnlyList<string> States, IReadOnlyList<string> LastWords)
{
    public const string Running = "Running";
    private const string Mark = "== ";
    private const int Words = 12;

    // What a killed program becomes has no exit code.
    private static readonly string[] ends = ["Finished", "Exited", "Terminated"];

    /// <summary>Ended although it should serve, or never begun; a migration's success is an end too.</summary>
    public bool HasFailed => IsFailure(State);

    /// <summary>What it became last.</summary>
    public string State => States.Count == 0 ? "" : States[^1];

    private bool IsMigration => Name.EndsWith("-migrations", StringComparison.Ordinal);

    public bool IsFailure(string state)
    {
        var became = state.Split(',', ';')[0];
        var hasCode = state.Contains(", exit code ", StringComparison.Ordinal);
        return became == "FailedToStart"
            || (IsMigration ? hasCode && !state.EndsWith(" exit code 0", StringComparison.Ordinal) : hasCode || ends.Contains(became));
    }

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
            [.. all.Where(line => line.StartsWith(Mark, StringComparison.Ordinal)).Select(line => line[Mark.Length..])],
            [.. all.Where(line => !line.StartsWith(Mark, StringComparison.Ordinal)).TakeLast(Words)]);
    }

    private static ResourceLog Read(string file)
    {
        // The AppHost goes on writing it, and its last line may be there in part.
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = reader.ReadToEnd();
        return Of(Path.GetFileNameWithoutExtension(file), text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
