using System.Globalization;

namespace Tyokyky.Contracts;

/// <summary>A file of dated rows, embedded where <c>row</c> stands: the last columns are valid_from, valid_to and source.</summary>
public static class DatedRows
{
    /// <summary>Each line's row, without the heading.</summary>
    public static T[] Read<T>(string file, Func<string[], T> row)
    {
        using var reader = new StreamReader(row.Method.Module.Assembly.GetManifestResourceStream(file)!);
        return [.. Fields(reader).Select(row)];
    }

    /// <summary>A field's words.</summary>
    public static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A field's whole number.</summary>
    public static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The days of a row.</summary>
    public static Validity Days(string[] field) => new(Day(field[^3]), LastDay(field[^2]));

    internal static IEnumerable<string[]> Fields(TextReader reader) =>
        reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.TrimEnd('\r').Split(';'));

    internal static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static DateOnly? LastDay(string text) => text.Length == 0 ? null : Day(text);
}
