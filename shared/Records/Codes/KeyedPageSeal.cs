using System.Security.Cryptography;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>Page tokens under the keys that all replicas have; older keys still open what they closed.</summary>
internal sealed class KeyedPageSeal(Keys keys) : IPageSeal
{
    public byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> arguments) => keys.Ring.SealPage(plain, Convert.ToHexString(arguments));

    public byte[]? Open(ReadOnlySpan<byte> token, ReadOnlySpan<byte> arguments)
    {
        try
        {
            return keys.RingFor(token).OpenPage(token, Convert.ToHexString(arguments));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
