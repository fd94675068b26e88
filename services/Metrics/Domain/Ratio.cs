using System.Globalization;

namespace Tyokyky.Metrics.Domain;

/// <summary>Figures from counts, rounded once, at the end, half up. Without anything below the line there is no figure.</summary>
internal static class Ratio
{
    /// <summary>"46.8" for 29 of 62.</summary>
    public static string Percent(long numerator, long denominator) => Rounded(numerator, denominator, scale: 1000, point: 10, "0");

    /// <summary>"0.56" for 39 of 70.</summary>
    public static string Coefficient(long numerator, long denominator) => Rounded(numerator, denominator, scale: 100, point: 100, "00");

    // Whole numbers all the way: no binary fraction can fall on the wrong side of a half.
    private static string Rounded(long numerator, long denominator, long scale, long point, string decimals)
    {
        if (denominator == 0)
        {
            return "";
        }

        var units = (long)((((Int128)numerator * scale * 2) + denominator) / ((Int128)denominator * 2));
        return string.Create(CultureInfo.InvariantCulture, $"{units / point}.{(units % point).ToString(decimals, CultureInfo.InvariantCulture)}");
    }
}
