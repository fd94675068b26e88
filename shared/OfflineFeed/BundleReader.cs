using System.Text;

namespace Tyokyky.OfflineFeed;

/// <summary>Reads the files inside a .NET single-file program (bundle format 6, as .NET 6 and later write it).</summary>
internal sealed class BundleReader
{
    // SHA-256 of ".net core bundle": the host looks for these bytes; the eight before them say where the header is.
    private static readonly byte[] Signature = Convert.FromHexString(
        "8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae");

    private readonly string path;
    private readonly Dictionary<string, (long Offset, long Size, long CompressedSize)> files = new(StringComparer.OrdinalIgnoreCase);

    public BundleReader(string path)
    {
        this.path = path;
        using var stream = File.OpenRead(path);
        stream.Position = HeaderOffset(path);
        using var reader = new BinaryReader(stream, Encoding.UTF8);

        var major = reader.ReadUInt32();
        _ = reader.ReadUInt32();
        if (major != 6)
        {
            throw new InvalidDataException($"{path}: bundle format {major}, expected 6.");
        }

        var count = reader.ReadInt32();
        _ = reader.ReadString();
        for (var field = 0; field < 5; field++)
        {
            _ = reader.ReadInt64(); // deps.json and runtimeconfig.json (offset, size each), then flags
        }

        for (var file = 0; file < count; file++)
        {
            var offset = reader.ReadInt64();
            var size = reader.ReadInt64();
            var compressed = reader.ReadInt64();
            _ = reader.ReadByte();
            files[reader.ReadString()] = (offset, size, compressed);
        }
    }

    public byte[] Read(string name)
    {
        if (!files.TryGetValue(name, out var entry))
        {
            throw new FileNotFoundException($"{Path.GetFileName(path)} does not carry {name}.");
        }

        if (entry.CompressedSize != 0)
        {
            throw new InvalidDataException($"{name} is compressed in {Path.GetFileName(path)}; only stored files are read.");
        }

        var bytes = new byte[entry.Size];
        using var stream = File.OpenRead(path);
        stream.Position = entry.Offset;
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static long HeaderOffset(string path)
    {
        ReadOnlySpan<byte> image = File.ReadAllBytes(path);
        var at = image.IndexOf(Signature);
        return at < 8
            ? throw new InvalidDataException($"{path} is not a .NET single-file program.")
            : BitConverter.ToInt64(image[(at - 8)..at]);
    }
}
