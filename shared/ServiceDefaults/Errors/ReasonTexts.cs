using System.Globalization;
using System.Text.RegularExpressions;
using Tyokyky.Contracts;

namespace Tyokyky.ServiceDefaults;

/// <summary>A reason's sentence with what varies in it, as people write days and times.</summary>
internal static partial class ReasonTexts
{
    private static readonly Dictionary<string, string> nothing = [];

    public static LocalizedText? Of(string reason, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var known = metadata ?? nothing;
        return ReasonText.Find(reason) is { } text
            ? new LocalizedText(Fill(text.Fi, "fi", known), Fill(text.Sv, "sv", known), Fill(text.En, "en", known))
            : null;
    }

    private static string Fill(string text, string language, IReadOnlyDictionary<string, string> metadata) => Optional().Replace(text, part =>
    {
        var isTold = true;
        var filled = Hole().Replace(part.Groups[1].Value, hole =>
        {
            var value = metadata.GetValueOrDefault(hole.Groups[1].Value, "");
            isTold &= value.Length > 0;
            return Shown(value, language);
        });
        return isTold ? filled : "";
    });

    private static string Shown(string value, string language)
    {
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return Shown(day, language);
        }

        if (!Rfc3339.TryParse(value, out var instant))
        {
            return value.Replace(",", ", ", StringComparison.Ordinal);
        }

        var at = FinnishTime.TimeOf(instant);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Shown(FinnishTime.DayOf(instant), language)} {(language switch { "fi" => "klo ", "sv" => "kl. ", _ => "at " })}{(language == "en" ? $"{at:HH:mm}" : $"{at:HH.mm}")}");
    }

    private static string Shown(DateOnly day, string language) => day.ToString(language == "en" ? "d MMMM yyyy" : "d.M.yyyy", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\[([^\[\]]*)\]")]
    private static partial Regex Optional();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Hole();
}
