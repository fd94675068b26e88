using System.Security.Cryptography;

namespace Tyokyky.ServiceDefaults;

/// <summary>Seals what page tokens hold with a key of the service's, bound to the arguments of the request that they go on with.</summary>
public interface IPageSeal
{
    byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> arguments);

    /// <summary>Null for what was not sealed by this service for these arguments.</summary>
    byte[]? Open(ReadOnlySpan<byte> token, ReadOnlySpan<byte> arguments);
}

/// <summary>By a key that lives as long as the process: for a service that keeps no keys.</summary>
internal sealed class ProcessPageSeal : IPageSeal
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    public static ProcessPageSeal Instance { get; } = new();

    public byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> arguments)
    {
        var token = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(token.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(token.AsSpan(0, NonceSize), plain, token.AsSpan(NonceSize + TagSize), token.AsSpan(NonceSize, TagSize), arguments);
        return token;
    }

    public byte[]? Open(ReadOnlySpan<byte> token, ReadOnlySpan<byte> arguments)
    {
        if (token.Length < NonceSize + TagSize)
        {
            return null;
        }

        var plain = new byte[token.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        try
        {
            aes.Decrypt(token[..NonceSize], token[(NonceSize + TagSize)..], token.Slice(NonceSize, TagSize), plain, arguments);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
