using System.Globalization;

namespace Tyokyky.Referrals.Common;

/// <summary>An embedded file of dated rows: the last columns are valid_from, valid_to and source.</summary>
internal static class DatedRows
{
    public static T[] Read<T>(string file, Func<string[], T> row)
    {
        using var reader = new StreamReader(typeof(DatedRows).Assembly.GetManifestResourceStream(file)!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => row(line.TrimEnd('\r').Split(';')))];
    }

    /// <summary>A field's words.</summary>
    public static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A field's whole number.</summary>
    public static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The days of a row.</summary>
    public static Validity Days(string[] field) => new(Day(field[^3]), field[^2].Length == 0 ? null : Day(field[^2]));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
