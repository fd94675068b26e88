using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Tyokyky.ServiceDefaults;

/// <summary>Stands for a token in the cache, so that no token is kept.</summary>
internal readonly record struct TokenHash(UInt128 High, UInt128 Low)
{
    public static TokenHash Of(ReadOnlySpan<char> token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(token), hash);
        return MemoryMarshal.Read<TokenHash>(hash);
    }

    // Already uniform: no need to mix again.
    public override int GetHashCode() => (int)Low;
}
