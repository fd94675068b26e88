using System.Globalization;
using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.Referrals.Clients;

/// <summary>
/// Personal identity code (henkilötunnus) DDMMYYCNNNQ. Since 2023 several signs C stand for one century and distinguish persons,
/// so the whole code is the key. Source: act 661/2009; decree 128/2010; decree 690/2022 on the new signs; DVV.
/// </summary>
internal sealed class PersonalIdentityCode
{
    private const int FirstTemporary = 900;

    private PersonalIdentityCode(string value, DateOnly birthDate, int individual)
    {
        Value = value;
        BirthDate = birthDate;
        IsTemporary = individual >= FirstTemporary;
        Sex = individual % 2 == 0 ? Sex.Female : Sex.Male;
    }

    public string Value { get; }

    public DateOnly BirthDate { get; }

    /// <summary>Individual number 900–999: given for a time or for tests, never to a registered person.</summary>
    public bool IsTemporary { get; }

    /// <summary>As registered: the individual number is odd for men, even for women (decree 128/2010).</summary>
    public Sex Sex { get; }

    /// <summary>The code, or the part that is wrong: LENGTH, DATE, SIGN, INDIVIDUAL_NUMBER or CHECK_CHARACTER.</summary>
    public static (PersonalIdentityCode? Code, string? WrongPart) Parse(string text)
    {
        var value = text.Trim().ToUpperInvariant();
        if (value.Length != 11)
        {
            return (null, "LENGTH");
        }

        if (Century(value[6]) is not { } century)
        {
            return (null, "SIGN");
        }

        if (!Number(value.AsSpan(0, 6), out var ddmmyy)
            || !DateOnly.TryParseExact(
                string.Create(CultureInfo.InvariantCulture, $"{value[..4]}{century + (ddmmyy % 100)}"),
                "ddMMyyyy",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var birthDate))
        {
            return (null, "DATE");
        }

        if (!Number(value.AsSpan(7, 3), out var individual) || individual < 2)
        {
            return (null, "INDIVIDUAL_NUMBER");
        }

        return value[10] == IdentityCodes.CheckCharacterOf((ddmmyy * 1000L) + individual)
            ? (new PersonalIdentityCode(value, birthDate, individual), null)
            : (null, "CHECK_CHARACTER");
    }

    /// <summary>Never the code: it must not reach a log by way of string formatting.</summary>
    public override string ToString() => nameof(PersonalIdentityCode);

    private static int? Century(char sign) => sign switch
    {
        '+' => 1800,
        '-' or 'Y' or 'X' or 'W' or 'V' or 'U' => 1900,
        'A' or 'B' or 'C' or 'D' or 'E' or 'F' => 2000,
        _ => null,
    };

    private static bool Number(ReadOnlySpan<char> digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
