namespace Tyokyky.Records;

/// <summary>The verb <c>rotate-keys encryption|index|drop-old</c>; running services notice the file within a second or two.</summary>
internal static class KeyRotationCommand
{
    // Answers to requests stay under the key of their day until their partition goes.
    private static readonly TimeSpan OldKeysStay = TimeSpan.FromDays(9);

    /// <summary>Answers the exit code.</summary>
    public static int Run(string? path, string kind, DateTimeOffset now, TextWriter report, TextWriter refusals)
    {
        try
        {
            if (path is null) { throw new InvalidOperationException("Which key file? Set Records__KeyFile to its path."); }
            var next = Next(KeyFile.Read(path), kind, now);
            next.Write(path);
            report.WriteLine($"The key file now holds encryption keys {Ids(next.Encryption)} and index keys {Ids(next.Index)}, current first.");
            return 0;
        }
        catch (Exception refusal) when (refusal is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            refusals.WriteLine(refusal.Message);
            return 1;
        }
    }

    private static KeyFile Next(KeyFile file, string kind, DateTimeOffset now) => kind switch
    {
        "encryption" => OneOld(file.Encryption, file.WithNewEncryptionKey(now)),
        "index" => OneOld(file.Index, file.WithNewIndexKey(now)),
        "drop-old" => DropOld(file, now),
        _ => throw new InvalidOperationException($"rotate-keys needs one of encryption, index and drop-old; '{kind}' is none."),
    };

    // Two keys stand side by side, never three: what is looked for, is looked for under both.
    private static KeyFile OneOld(IReadOnlyList<KeyFileEntry> before, KeyFile after) =>
        before.Count == 1 ? after : throw new InvalidOperationException("The rotation before this one is not finished: rotate-keys drop-old comes first.");

    private static KeyFile DropOld(KeyFile file, DateTimeOffset now)
    {
        if (file is { Encryption.Count: 1, Index.Count: 1 }) { throw new InvalidOperationException("There are no old keys."); }
        var youngest = file.Encryption.Concat(file.Index).Max(key => key.CreatedAt);
        return youngest + OldKeysStay <= now
            ? file.WithCurrentKeysOnly()
            : throw new InvalidOperationException($"The old keys still open answers to repeated requests. Drop them after {youngest + OldKeysStay:u}.");
    }

    private static string Ids(IReadOnlyList<KeyFileEntry> keys) => string.Join(", ", keys.Select(key => key.Id));
}
