using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Tyokyky.Records;

/// <summary>
/// The keys that live outside the database, as one reading of their file: the first of each kind is current, the others still open what they closed.
/// </summary>
internal sealed class KeyRing
{
    private const byte Form = 1;
    private const int Head = 5;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly FrozenDictionary<int, byte[]> codes;
    private readonly FrozenDictionary<int, byte[]> answers;
    private readonly FrozenDictionary<int, byte[]> pages;
    private readonly FrozenDictionary<int, byte[]> fingerprints;
    private readonly KeyValuePair<int, byte[]>[] indexes;

    public KeyRing(KeyFile file)
    {
        codes = Derive(file.Encryption, "codes").ToFrozenDictionary();
        answers = Derive(file.Encryption, "answers").ToFrozenDictionary();
        pages = Derive(file.Encryption, "pages").ToFrozenDictionary();
        fingerprints = Derive(file.Index, "fingerprints").ToFrozenDictionary();
        indexes = [.. Derive(file.Index, "index")];
        CurrentEncryption = file.Encryption[0].Id;
        CurrentIndex = file.Index[0].Id;
    }

    public int CurrentEncryption { get; }

    public int CurrentIndex { get; }

    public int[] IndexKeyIds => [.. indexes.Select(index => index.Key)];

    /// <summary>The first bytes of everything sealed under the current key.</summary>
    public byte[] CurrentHead => HeadOf(CurrentEncryption);

    public bool Knows(ReadOnlySpan<byte> sealedBytes) => sealedBytes.Length > Head && codes.ContainsKey(KeyIdOf(sealedBytes));

    public byte[] SealCode(ReadOnlySpan<byte> plain, string place) => Seal(codes, plain, place);

    public byte[] OpenCode(ReadOnlySpan<byte> sealedBytes, string place) => Open(codes, sealedBytes, place);

    public byte[] SealAnswer(ReadOnlySpan<byte> plain, string place) => Seal(answers, plain, place);

    public byte[] OpenAnswer(ReadOnlySpan<byte> sealedBytes, string place) => Open(answers, sealedBytes, place);

    public byte[] SealPage(ReadOnlySpan<byte> plain, string place) => Seal(pages, plain, place);

    public byte[] OpenPage(ReadOnlySpan<byte> sealedBytes, string place) => Open(pages, sealedBytes, place);

    public CodeIndex[] IndexesOf(ReadOnlySpan<byte> plain)
    {
        var all = new CodeIndex[indexes.Length];
        for (var i = 0; i < all.Length; i++) { all[i] = new CodeIndex(indexes[i].Key, HMACSHA256.HashData(indexes[i].Value, plain)); }
        return all;
    }

    public Fingerprint FingerprintOf(ReadOnlySpan<byte> request) => FingerprintOf(request, CurrentIndex)!.Value;

    /// <summary>Null when the key is gone.</summary>
    public Fingerprint? FingerprintOf(ReadOnlySpan<byte> request, int keyId) =>
        fingerprints.TryGetValue(keyId, out var key) ? new Fingerprint(keyId, HMACSHA256.HashData(key, request)) : null;

    public static int KeyIdOf(ReadOnlySpan<byte> sealedBytes) => BinaryPrimitives.ReadInt32BigEndian(sealedBytes[1..]);

    private byte[] Seal(FrozenDictionary<int, byte[]> keys, ReadOnlySpan<byte> plain, string place)
    {
        var result = new byte[Head + NonceSize + TagSize + plain.Length];
        HeadOf(CurrentEncryption).CopyTo(result, 0);
        var nonce = result.AsSpan(Head, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(keys[CurrentEncryption], TagSize);
        aes.Encrypt(nonce, plain, result.AsSpan(Head + NonceSize + TagSize), result.AsSpan(Head + NonceSize, TagSize), PlaceOf(place, CurrentEncryption));
        return result;
    }

    private static byte[] Open(FrozenDictionary<int, byte[]> keys, ReadOnlySpan<byte> sealedBytes, string place)
    {
        if (sealedBytes.Length < Head + NonceSize + TagSize || sealedBytes[0] != Form || !keys.TryGetValue(KeyIdOf(sealedBytes), out var key))
        {
            throw new CryptographicException("The value was sealed under a key that the key file does not hold.");
        }

        var plain = new byte[sealedBytes.Length - Head - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(
            sealedBytes.Slice(Head, NonceSize),
            sealedBytes[(Head + NonceSize + TagSize)..],
            sealedBytes.Slice(Head + NonceSize, TagSize),
            plain,
            PlaceOf(place, KeyIdOf(sealedBytes)));
        return plain;
    }

    // Bound to its table, column, row and key: a sealed value moved elsewhere does not open.
    private static byte[] PlaceOf(string place, int keyId) => Encoding.UTF8.GetBytes($"{place}|{keyId}");

    private static byte[] HeadOf(int keyId)
    {
        var head = new byte[Head];
        head[0] = Form;
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(1), keyId);
        return head;
    }

    private static IEnumerable<KeyValuePair<int, byte[]>> Derive(IReadOnlyList<KeyFileEntry> entries, string purpose) =>
        entries.Select(entry =>
            KeyValuePair.Create(entry.Id, HKDF.DeriveKey(HashAlgorithmName.SHA256, entry.Key, 32, info: Encoding.UTF8.GetBytes("tyokyky/" + purpose))));
}
