using System.Collections;
using CsCheck;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Tyokyky.TestKit;

/// <summary>Messages of a kind with whatever a caller might put into their fields: right, wrong, missing, too long, too many.</summary>
public static class RandomMessage
{
    private const int Deepest = 3;

    private static readonly Gen<string> texts = Gen.OneOf(
        Gen.Const(""),
        Gen.Const("x"),
        Gen.Guid.Select(id => id.ToString()),
        Gen.Guid.Select(id => id.ToString("N")),
        Gen.Int[1, 4100].Select(length => new string('a', length)),
        Gen.Int[1, 300].Select(length => string.Concat(Enumerable.Repeat("\U0001F9FE", length))));

    private static readonly Gen<long> numbers = Gen.OneOf(Gen.Long[-3, 3], Gen.Long[-2000, 2000], Gen.OneOf(0L, 1, 24, 100, 366, 1440, int.MaxValue, int.MinValue));

    public static Gen<IMessage> Of(MessageDescriptor message) => new MessageGen(message);

    private static IMessage Make(MessageDescriptor message, int depth, PCG pcg)
    {
        var made = (IMessage)Activator.CreateInstance(message.ClrType)!;
        foreach (var field in message.Fields.InDeclarationOrder().Where(field => !field.IsMap))
        {
            if (field.IsRepeated)
            {
                var list = (IList)field.Accessor.GetValue(made);
                for (var left = pcg.Next(4) == 0 ? pcg.Next(30) : pcg.Next(3); left > 0; left--)
                {
                    if (Value(field, depth, pcg) is { } value) { list.Add(value); }
                }
            }
            else if (pcg.Next(3) > 0 && Value(field, depth, pcg) is { } value)
            {
                field.Accessor.SetValue(made, value);
            }
        }

        return made;
    }

    private static object? Value(FieldDescriptor field, int depth, PCG pcg) => field.FieldType switch
    {
        FieldType.String => texts.Generate(pcg, null, out _),
        FieldType.Bool => pcg.Next(2) == 1,
        FieldType.Int32 => (int)Math.Clamp(numbers.Generate(pcg, null, out _), int.MinValue, int.MaxValue),
        FieldType.Int64 => numbers.Generate(pcg, null, out _),
        FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, (int)(pcg.Next(3) == 0 ? numbers.Generate(pcg, null, out _) : pcg.Next((uint)field.EnumType.Values.Count))),
        FieldType.Message => depth < Deepest ? Make(field.MessageType, depth + 1, pcg) : null,
        _ => null,
    };

    private sealed class MessageGen(MessageDescriptor message) : Gen<IMessage>
    {
        public override IMessage Generate(PCG pcg, Size? min, out Size size)
        {
            var made = Make(message, 0, pcg);
            size = new Size((ulong)made.CalculateSize());
            return made;
        }
    }
}
