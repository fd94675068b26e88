using Spectre.Console;

namespace Tyokyky.Run;

/// <summary>Plain columns for a terminal; numbers stand to the right.</summary>
internal static class Table
{
    // Whoever redirects the output gets every line whole.
    private const int Unlimited = 10_000;

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
        var table = new Spectre.Console.Table { Border = TableBorder.Simple };
        foreach (var (column, head) in heads.Index())
        {
            var isNumeric = all.Count > 0 && all.All(row => IsNumber(row[column]));
            table.AddColumn(new TableColumn(new Text(head)) { Alignment = isNumeric ? Justify.Right : Justify.Left, NoWrap = true });
        }

        foreach (var row in all)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        using var text = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = Unlimited;
        console.Write(table);
        return text.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0);
    }

    private static bool IsNumber(string cell) => cell.Length > 0 && cell.All(c => char.IsAsciiDigit(c) || c is '.' or '-');
}
