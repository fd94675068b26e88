using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Tyokyky.Run;

/// <summary>An answer for a terminal: single values as lines, repeated messages as tables.</summary>
internal static class MessagePrinter
{
    public static void Print(IMessage message, string indent = "")
    {
        var fields = message.Descriptor.Fields.InDeclarationOrder();
        var width = fields.Select(f => Names.Words(f.Name).Length).DefaultIfEmpty().Max();
        foreach (var field in fields)
        {
            var value = field.Accessor.GetValue(message);
            switch (value)
            {
                case IList list when field.FieldType == FieldType.Message:
                    PrintTable(field, list.Cast<IMessage>().ToList());
                    break;
                case IMessage inner and not (Timestamp or Duration):
                    Console.WriteLine($"{indent}{Names.Words(field.Name)}");
                    Print(inner, indent + "  ");
                    break;
                case "" when field.Name == "next_page_token":
                    break;
                default:
                    Console.WriteLine($"{indent}{Names.Words(field.Name).PadRight(width)}  {Text(field, value)}".TrimEnd());
                    break;
            }
        }
    }

    private static void PrintTable(FieldDescriptor field, List<IMessage> rows)
    {
        Console.WriteLine();
        Console.WriteLine($"{Names.Words(field.Name)}: {(rows.Count == 0 ? "none" : rows.Count.ToString(CultureInfo.InvariantCulture))}");
        if (rows.Count > 0)
        {
            var columns = field.MessageType.Fields.InDeclarationOrder();
            Table.Print([.. columns.Select(c => Names.Words(c.Name))], rows.Select(row => columns.Select(c => Text(c, c.Accessor.GetValue(row))).ToArray()));
        }
    }

    private static string Text(FieldDescriptor field, object? value) => value switch
    {
        null => "–",
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
