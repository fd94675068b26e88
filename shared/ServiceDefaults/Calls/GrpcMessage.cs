using System.Globalization;
using System.Text;

namespace Tyokyky.ServiceDefaults;

/// <summary>
/// The header grpc-message. Only what the protocol says is percent-encoded: grpc-js reads it with decodeURI, which leaves an encoded colon, comma or
/// slash as it stands.
/// </summary>
internal static class GrpcMessage
{
    public static string Encode(string message)
    {
        var encoded = new StringBuilder(message.Length);
        foreach (var one in Encoding.UTF8.GetBytes(message))
        {
            if (one is >= 0x20 and <= 0x7E and not (byte)'%')
            {
                encoded.Append((char)one);
            }
            else
            {
                encoded.Append(CultureInfo.InvariantCulture, $"%{one:X2}");
            }
        }

        return encoded.ToString();
    }
}
