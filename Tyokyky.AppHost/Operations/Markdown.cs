using System.Globalization;
using System.Text;
using Google.Protobuf.WellKnownTypes;

namespace Tyokyky.AppHost.Operations;

/// <summary>Tables as the dashboard shows them.</summary>
internal static class Markdown
{
    public static string Table<T>(string title, IEnumerable<T> rows, params ReadOnlySpan<(string Head, Func<T, object?> Cell)> columns)
    {
        var text = new StringBuilder().Append("### ").AppendLine(title).AppendLine();
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return text.AppendLine("None.").AppendLine().ToString();
        }

        var heads = columns.ToArray();
        text.AppendLine($"| {string.Join(" | ", heads.Select(c => c.Head))} |");
        text.AppendLine($"|{string.Concat(heads.Select(_ => " --- |"))}");
        foreach (var row in all)
        {
            text.AppendLine($"| {string.Join(" | ", heads.Select(c => Escaped(Text(c.Cell(row)))))} |");
        }

        return text.AppendLine().ToString();
    }

    public static string Text(object? value) => value switch
    {
        null => "–",
        "" => "–",
        Timestamp time => time.ToDateTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC",
        Duration duration => duration.ToTimeSpan().ToString("c", CultureInfo.InvariantCulture),
        bool truth => truth ? "yes" : "no",
        System.Enum state => state.ToString(),
        IEnumerable<string> texts => string.Join(", ", texts),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Escaped(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
