using System.Text.RegularExpressions;

namespace Tyokyky.Contracts;

/// <summary>Business id (Y-tunnus): seven digits, a hyphen and a check digit.</summary>
public static partial class BusinessId
{
    private static readonly int[] weights = [7, 9, 10, 5, 8, 4, 2];

    /// <summary>True for what is meant to be one, whatever its check digit.</summary>
    public static bool HasForm(string value) => Form().IsMatch(value);

    /// <summary>True for the right form with the right check digit.</summary>
    public static bool IsValid(string? value)
    {
        if (value is null || !Form().IsMatch(value))
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += (value[i] - '0') * weights[i];
        }

        // A remainder of 1 would need the check digit 10: no such business id is given.
        var remainder = sum % 11;
        return remainder != 1 && value[8] - '0' == (remainder == 0 ? 0 : 11 - remainder);
    }

    [GeneratedRegex("^[0-9]{7}-[0-9]\\z")]
    private static partial Regex Form();
}
