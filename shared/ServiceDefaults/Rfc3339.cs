using System.Globalization;

namespace Tyokyky.ServiceDefaults;

/// <summary>The one form in which an instant stands in a text that programs read: RFC 3339 in UTC, to the microsecond that is stored.</summary>
public static class Rfc3339
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

    /// <summary>The instant as such a text.</summary>
    public static string Text(DateTimeOffset instant) => instant.ToUniversalTime().ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Such a text as an instant; false for any other.</summary>
    public static bool TryParse(string text, out DateTimeOffset instant) => DateTimeOffset.TryParseExact(
        text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);
}
