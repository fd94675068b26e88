using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Where a stream of referrals goes on: a place in the log, sealed for who watches what. It opens nothing.</summary>
internal static class WatchToken
{
    private const int Bytes = sizeof(long) + 16;

    public static string Write(LogPlace place, Call call, string clientId)
    {
        Span<byte> token = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(token, place.Position);
        place.EventId.TryWriteBytes(token[sizeof(long)..]);
        return Base64Url.EncodeToString(call.Seal(token, Bound(call.Caller, clientId)));
    }

    public static LogPlace Read(string token, Call call, string clientId) =>
        Base64Url.IsValid(token) && call.Open(Base64Url.DecodeFromChars(token), Bound(call.Caller, clientId)) is { Length: Bytes } bytes
            ? new LogPlace(BinaryPrimitives.ReadInt64BigEndian(bytes), new Guid(bytes.AsSpan(sizeof(long), 16)))
            : throw DomainException.Field(
                "resume_token", "RESUME_TOKEN_INVALID", "empty, or the last one of a stream of the same caller with the same client_id");

    private static byte[] Bound(Caller caller, string clientId) => Encoding.UTF8.GetBytes($"watch\n{caller.Organisation}\n{caller.ClientId}\n{clientId}");
}
