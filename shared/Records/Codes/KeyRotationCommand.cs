namespace Tyokyky.Records;

/// <summary>The verb <c>rotate-keys encryption|index|drop-old</c>; running services notice the file within a second or two.</summary>
internal static class KeyRotationCommand
{
    public static void Run(string path, string kind, TextWriter report)
    {
        var file = KeyFile.Read(path);
        var next = kind switch
        {
            "encryption" => file.WithNewEncryptionKey(),
            "index" => file.WithNewIndexKey(),
            "drop-old" => file.WithCurrentKeysOnly(),
            _ => throw new InvalidOperationException($"rotate-keys knows encryption, index and drop-old, not {kind}."),
        };
        next.Write(path);
        report.WriteLine($"The key file now holds encryption keys {Ids(next.Encryption)} and index keys {Ids(next.Index)}, current first.");
    }

    private static string Ids(IReadOnlyList<KeyFileEntry> keys) => string.Join(", ", keys.Select(key => key.Id));
}
