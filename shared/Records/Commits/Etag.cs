using System.Buffers.Binary;
using System.Buffers.Text;

namespace Tyokyky.Records;

/// <summary>The version of a mutable resource as its readers see it: opaque, and different for every change.</summary>
public readonly record struct Etag(string Value)
{
    /// <summary>The etag of a version; <paramref name="id"/> tells apart equal versions of different resources.</summary>
    public static Etag Of(long version, Guid id = default)
    {
        Span<byte> bytes = stackalloc byte[12];
        Span<byte> idBytes = stackalloc byte[16];
        id.TryWriteBytes(idBytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes, version);
        // The last four bytes of a version 7 id are random.
        idBytes[12..].CopyTo(bytes[8..]);
        return new Etag(Base64Url.EncodeToString(bytes[(version is >= 0 and <= int.MaxValue ? 4 : 0)..]));
    }

    public static implicit operator string(Etag etag) => etag.Value;

    public override string ToString() => Value;
}
