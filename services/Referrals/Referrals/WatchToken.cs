using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Tyokyky.EventLog;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Where a stream of referrals goes on: a place in the log, bound to who watches what. It opens nothing.</summary>
internal static class WatchToken
{
    private const int Bytes = PlaceBytes + BindingBytes;
    private const int PlaceBytes = sizeof(long) + 16;
    private const int BindingBytes = 16;

    public static string Write(LogPlace place, Caller caller, string clientId)
    {
        Span<byte> token = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(token, place.Position);
        place.EventId.TryWriteBytes(token[sizeof(long)..]);
        Bind(token[..PlaceBytes], caller, clientId, token[PlaceBytes..]);
        return Base64Url.EncodeToString(token);
    }

    public static LogPlace Read(string token, Caller caller, string clientId)
    {
        if (!Base64Url.IsValid(token) || Base64Url.DecodeFromChars(token) is not { Length: Bytes } bytes)
        {
            throw Invalid();
        }

        Span<byte> binding = stackalloc byte[BindingBytes];
        Bind(bytes.AsSpan(0, PlaceBytes), caller, clientId, binding);
        return binding.SequenceEqual(bytes.AsSpan(PlaceBytes))
            ? new LogPlace(BinaryPrimitives.ReadInt64BigEndian(bytes), new Guid(bytes.AsSpan(sizeof(long), 16)))
            : throw Invalid();
    }

    private static void Bind(ReadOnlySpan<byte> place, Caller caller, string clientId, Span<byte> binding)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(place);
        hash.AppendData(Encoding.UTF8.GetBytes($"\n{caller.Organisation}\n{caller.ClientId}\n{clientId}"));
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(whole);
        whole[..BindingBytes].CopyTo(binding);
    }

    private static DomainException Invalid() =>
        DomainException.Field("resume_token", "RESUME_TOKEN_INVALID", "empty, or the last one of a stream of the same caller with the same client_id");
}
