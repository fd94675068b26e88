using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tyokyky.Sandbox.Caseload;

/// <summary>Identifiers that are formally right and belong to nobody.</summary>
internal static class SyntheticIds
{
    private const string CheckCharacters = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static readonly int[] BusinessIdWeights = [7, 9, 10, 5, 8, 4, 2];

    /// <summary>
    /// A personal identity code (henkilötunnus) of the temporary range 900–999; odd numbers are men's. <paramref name="number"/> 0–49.
    /// </summary>
    public static string PersonalIdentityCode(DateOnly born, bool female, int number)
    {
        var day = born.ToString("ddMMyy", CultureInfo.InvariantCulture);
        var individual = 900 + (number * 2) + (female ? 0 : 1);
        var sign = born.Year >= 2000 ? 'A' : '-';
        var check = CheckCharacters[(int.Parse(day, CultureInfo.InvariantCulture) * 1000 + individual) % 31];
        return $"{day}{sign}{individual}{check}";
    }

    /// <summary>The first business id (Y-tunnus) from <paramref name="number"/> on that has a check digit.</summary>
    public static string BusinessId(ref int number)
    {
        while (true)
        {
            var digits = (number++).ToString("D7", CultureInfo.InvariantCulture);
            var rest = BusinessIdWeights.Select((weight, i) => weight * (digits[i] - '0')).Sum() % 11;
            if (rest != 1)
            {
                return $"{digits}-{(rest == 0 ? 0 : 11 - rest)}";
            }
        }
    }

    /// <summary>The request id of one step of one caseload: the same whenever that step is repeated. A version 8 UUID (RFC 9562).</summary>
    public static string RequestId(string caseload, string step)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{caseload}/{step}"))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
