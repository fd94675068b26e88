namespace Tyokyky.Run;

/// <summary>Plain columns for a terminal; numbers stand to the right.</summary>
internal static class Table
{
    public static void Print(IReadOnlyList<string> heads, IEnumerable<string[]> rows)
    {
        foreach (var line in Lines(heads, rows))
        {
            Console.WriteLine(line);
        }
    }

    public static IEnumerable<string> Lines(IReadOnlyList<string> heads, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        var widths = heads.Select((head, column) => all.Select(row => row[column].Length).Append(head.Length).Max()).ToArray();
        var numeric = heads.Select((_, column) => all.Count > 0 && all.All(row => IsNumber(row[column]))).ToArray();

        return all.Prepend([.. widths.Select(width => new string('─', width))]).Prepend([.. heads]).Select(Line);

        string Line(string[] cells) =>
            ("  " + string.Join("  ", cells.Select((cell, column) => numeric[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column])))).TrimEnd();
    }

    private static bool IsNumber(string cell) => cell.Length > 0 && cell.All(c => char.IsAsciiDigit(c) || c is '.' or '-');
}
