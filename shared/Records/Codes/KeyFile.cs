using System.Security.Cryptography;
using System.Text.Json;

namespace Tyokyky.Records;

/// <summary>The keys as their file holds them: two kinds, each newest first.</summary>
public sealed record KeyFile(IReadOnlyList<KeyFileEntry> Encryption, IReadOnlyList<KeyFileEntry> Index)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // A mounted secret may be readable by its group; nobody else, and nobody but the owner may write.
    private const UnixFileMode Forbidden =
        UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>One fresh key of each kind.</summary>
    public static KeyFile New(DateTimeOffset now) => new([KeyFileEntry.New(1, now)], [KeyFileEntry.New(1, now)]);

    /// <summary>With a new current encryption key; the old ones keep opening.</summary>
    public KeyFile WithNewEncryptionKey(DateTimeOffset now) =>
        this with { Encryption = [KeyFileEntry.New(Encryption.Max(key => key.Id) + 1, now), .. Encryption] };

    /// <summary>With a new current index key; the old ones keep finding.</summary>
    public KeyFile WithNewIndexKey(DateTimeOffset now) => this with { Index = [KeyFileEntry.New(Index.Max(key => key.Id) + 1, now), .. Index] };

    /// <summary>Without all but the current keys: only after the rotation job is done, and after request records under the old ones have gone.</summary>
    public KeyFile WithCurrentKeysOnly() => new([Encryption[0]], [Index[0]]);

    /// <summary>Reads the file; refuses one that others may read, or whose keys are unusable.</summary>
    public static KeyFile Read(string path)
    {
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) is var mode && (mode & Forbidden) != 0)
        {
            throw new InvalidOperationException($"The key file {path} is open to others ({mode}). Make it the service's own: chmod 600.");
        }

        var file = Parse(path);
        if (file is not { Encryption.Count: > 0, Index.Count: > 0 } || file.Encryption.Concat(file.Index).Any(entry => entry.Key is not { Length: 32 }))
        {
            throw new InvalidOperationException($"The key file {path} needs at least one encryption key and one index key of 32 bytes.");
        }

        return file;
    }

    // What is wrong in it is not told: it may be a part of a key.
    private static KeyFile? Parse(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<KeyFile>(File.ReadAllBytes(path), Json);
        }
        catch (JsonException)
        {
            throw new InvalidOperationException($"The key file {path} is not JSON as rotate-keys writes it.");
        }
    }

    /// <summary>Writes the file for its owner alone, in one step, so that no reader meets half of it.</summary>
    public void Write(string path, bool overwrite = true)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var fresh = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) { options.UnixCreateMode = OwnerOnly; }
        using (var stream = new FileStream(fresh, options)) { JsonSerializer.Serialize(stream, this, Json); }
        try
        {
            File.Move(fresh, path, overwrite);
        }
        catch (IOException) when (!overwrite && File.Exists(path))
        {
            File.Delete(fresh);
        }
    }
}

/// <summary>One key of 32 random bytes.</summary>
public sealed record KeyFileEntry(int Id, byte[] Key, DateTimeOffset CreatedAt)
{
    internal static KeyFileEntry New(int id, DateTimeOffset now) => new(id, RandomNumberGenerator.GetBytes(32), now);
}
