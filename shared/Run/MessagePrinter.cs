using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Tyokyky.Run;

/// <summary>An answer for a terminal: single values as lines, repeated messages as tables, or one below the other where a table is too wide.</summary>
internal static class MessagePrinter
{
    private const string Nothing = "–";

    public static void Print(IMessage message)
    {
        foreach (var line in Lines(message, Console.IsOutputRedirected ? int.MaxValue : Console.WindowWidth))
        {
            Console.WriteLine(line);
        }
    }

    public static IReadOnlyList<string> Lines(IMessage message, int width, string indent = "")
    {
        var fields = message.Descriptor.Fields.InDeclarationOrder();
        var names = fields.Select(f => Names.Words(f.Name).Length).DefaultIfEmpty().Max();
        var lines = new List<string>();
        var afterBlock = false;
        foreach (var field in fields)
        {
            var value = field.Accessor.GetValue(message);
            if (value is "" && field.Name == "next_page_token")
            {
                continue;
            }

            IReadOnlyList<string>? block = value switch
            {
                IList list when field.FieldType == FieldType.Message => Table(field, [.. list.Cast<IMessage>()], width, indent),
                IMessage inner and not (Timestamp or Duration) => [$"{indent}{Names.Words(field.Name)}", .. Lines(inner, width, indent + "  ")],
                _ => null,
            };
            if (lines.Count > 0 && (afterBlock || block is not null))
            {
                lines.Add("");
            }

            afterBlock = block is not null;
            lines.AddRange(block ?? [$"{indent}{Names.Words(field.Name).PadRight(names)}  {Text(field, value)}".TrimEnd()]);
        }

        return lines;
    }

    private static IReadOnlyList<string> Table(FieldDescriptor field, List<IMessage> rows, int width, string indent)
    {
        var head = $"{indent}{Names.Words(field.Name)}: {(rows.Count == 0 ? "none" : rows.Count.ToString(CultureInfo.InvariantCulture))}";
        if (rows.Count == 0)
        {
            return [head];
        }

        // What no row has says nothing.
        var columns = field.MessageType.Fields.InDeclarationOrder().Where(column =>
            rows.Exists(row => Text(column, column.Accessor.GetValue(row)) is not ("" or Nothing)));
        var table = Run.Table.Lines(
            [.. columns.Select(c => Names.Words(c.Name))], rows.Select(row => columns.Select(c => Text(c, c.Accessor.GetValue(row))).ToArray())).ToList();
        return table.Max(line => line.Length) <= width
            ? [head, .. table]
            : [head, .. rows.SelectMany((row, number) => number == 0 ? Lines(row, width, indent + "  ") : ["", .. Lines(row, width, indent + "  ")])];
    }

    private static string Text(FieldDescriptor field, object? value) => value switch
    {
        null => Nothing,
        Timestamp time => time.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        Duration duration => string.Create(CultureInfo.InvariantCulture, $"{duration.ToTimeSpan().TotalSeconds:0.###} s"),
        bool yes => yes ? "yes" : "no",
        IList list => string.Join(", ", list.Cast<object>()),
        _ when field.FieldType == FieldType.Enum => Names.Short(field.EnumType.FindValueByNumber(Convert.ToInt32(value, CultureInfo.InvariantCulture))),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}

/// <summary>Contract names as people type and read them.</summary>
internal static class Names
{
    public static string Words(string field) => field.Replace('_', ' ');

    /// <summary>LOG_LEVEL_WARNING → warning.</summary>
    public static string Short(EnumValueDescriptor value)
    {
        var prefix = string.Concat(value.EnumDescriptor.Name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}")) + "_";
        var name = value.Name.StartsWith(prefix, StringComparison.Ordinal) ? value.Name[prefix.Length..] : value.Name;
        return name.ToLowerInvariant().Replace('_', '-');
    }
}
