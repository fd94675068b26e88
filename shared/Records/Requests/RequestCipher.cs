using System.Security.Cryptography;
using Google.Protobuf;

namespace Tyokyky.Records;

/// <summary>Keeps requests as keyed hashes and their answers encrypted.</summary>
internal sealed class RequestCipher(Keys keys)
{
    public Fingerprint FingerprintOf(IMessage request) => keys.Ring.FingerprintOf(request.ToByteArray());

    public bool IsSame(IMessage request, Fingerprint earlier) =>
        keys.Ring.FingerprintOf(request.ToByteArray(), earlier.KeyId) is { } now && CryptographicOperations.FixedTimeEquals(now.Value, earlier.Value);

    public byte[] Seal(KeptAnswer answer, Guid key) => keys.Ring.SealAnswer(answer.ToBytes(), Place(key));

    public KeptAnswer Open(byte[] encrypted, Guid key) => KeptAnswer.From(keys.RingFor(encrypted).OpenAnswer(encrypted, Place(key)));

    private static string Place(Guid key) => $"request_record|answer|{key:D}";
}
