using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Enum = System.Enum;

namespace Tyokyky.TestKit;

/// <summary>One field of a request given a value that is hard on whoever reads it.</summary>
/// <param name="Field">Its path, as refusals name it.</param>
/// <param name="Value">The value, in words.</param>
/// <param name="IsWrong">True when it must be refused, and by that field, whatever the field means.</param>
/// <param name="Put">Puts it into an otherwise valid request.</param>
public sealed record HardValue(string Field, string Value, bool IsWrong, Action<IMessage> Put);

/// <summary>The hard values of every field of a message, however deep.</summary>
public sealed class HardValues(ContractRequests requests)
{
    private const int Deepest = 3;
    private const int Many = 600;

    private static readonly (string Words, string Text, bool IsWrong)[] texts =
    [
        ("nothing", "", false),
        ("a blank", " ", false),
        ("a character of no width", "\u200B", false),
        ("a character that ends texts", "a\0b", true),
        ("a control character", "a\u0007b", true),
        ("decomposed letters", " A\u0308iti\r\nja isa\u0308 ", false),
        ("a long text", new string('a', 20_000), false),
        ("characters of two", string.Concat(Enumerable.Repeat("\U0001F9FE", 101)), false),
        ("an id of nobody", "00000000-0000-0000-0000-000000000000", false),
        ("signs of other languages", "'\"\\%_*;--<b>{}[]\uFFFD", false),
    ];

    private static readonly (string Words, Date Day, bool IsWrong)[] days =
    [
        ("an empty day", new Date(), true),
        ("a year alone", new Date { Year = 2026 }, true),
        ("a day that is not", new Date { Year = 2027, Month = 2, Day = 29 }, true),
        ("a negative day", new Date { Year = -1, Month = -1, Day = -1 }, true),
        ("the first day", new Date { Year = 1, Month = 1, Day = 1 }, false),
        ("1969", new Date { Year = 1969, Month = 12, Day = 31 }, false),
        ("2019", new Date { Year = 2019, Month = 11, Day = 15 }, false),
        ("a leap day", new Date { Year = 2028, Month = 2, Day = 29 }, false),
        ("the last day", new Date { Year = 9999, Month = 12, Day = 31 }, false),
    ];

    private static readonly (string Words, Timestamp Instant, bool IsWrong)[] instants =
    [
        ("an empty instant", new Timestamp(), true),
        ("negative nanoseconds", new Timestamp { Seconds = 1, Nanos = -1 }, true),
        ("an instant after all days", new Timestamp { Seconds = long.MaxValue }, true),
        ("the first instant", new Timestamp { Seconds = -62135596800 }, false),
        ("1969", new Timestamp { Seconds = -1 }, false),
        ("2019", new Timestamp { Seconds = 1573776000 }, false),
        ("the last instant", new Timestamp { Seconds = 253402300799, Nanos = 999_999_999 }, false),
    ];

    private static readonly long[] numbers = [0, 1, -1, 7, 1_000_000, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue];

    /// <summary>Every hard value of every field.</summary>
    public IEnumerable<HardValue> Of(MessageDescriptor message) => Of(message, "", message => message, 1);

    private IEnumerable<HardValue> Of(MessageDescriptor message, string path, Func<IMessage, IMessage> at, int depth) =>
        message.Fields.InDeclarationOrder().Where(field => !field.IsMap && field.Name != "validate_only").SelectMany(field => Of(field, path + field.Name, at, depth));

    private IEnumerable<HardValue> Of(FieldDescriptor field, string path, Func<IMessage, IMessage> at, int depth)
    {
        if (field.IsRepeated)
        {
            yield return new(path, "an empty list", false, request => ListIn(request).Clear());
            yield return new(path, "the same twice", false, request => Fill(ListIn(request), 2));
            yield return new(path, "a long list", false, request => Fill(ListIn(request), Many));
            foreach (var (words, value, isWrong) in Values(field))
            {
                yield return new(path + "[0]", words, isWrong, request => First(ListIn(request), value));
            }

            if (IsOurs(field) && depth < Deepest)
            {
                foreach (var inner in Of(field.MessageType, path + "[0].", request => First(ListIn(request)), depth + 1)) { yield return inner; }
            }
        }
        else
        {
            foreach (var (words, value, isWrong) in Values(field).Where(value => field.Name != "request_id" || value.IsWrong))
            {
                yield return new(path, words, isWrong, request => field.Accessor.SetValue(at(request), value is IMessage message ? Copy(message) : value));
            }

            if (IsOurs(field) && depth < Deepest)
            {
                yield return new(path, "nothing", false, request => field.Accessor.Clear(at(request)));
                foreach (var inner in Of(field.MessageType, path + ".", Inner, depth + 1)) { yield return inner; }
            }
        }

        IList ListIn(IMessage request) => (IList)field.Accessor.GetValue(at(request));

        void Fill(IList list, int count)
        {
            var one = list.Count > 0 ? list[0]! : requests.ValueOf(field);
            while (list.Count < count) { list.Add(one is IMessage message ? Copy(message) : one); }
        }

        IMessage First(IList list, object? value = null)
        {
            if (list.Count == 0) { list.Add(value ?? requests.ValueOf(field)); }
            if (value is not null) { list[0] = value is IMessage message ? Copy(message) : value; }
            return list[0] as IMessage ?? null!;
        }

        IMessage Inner(IMessage request)
        {
            if (field.Accessor.GetValue(at(request)) is not IMessage inner)
            {
                inner = (IMessage)requests.ValueOf(field);
                field.Accessor.SetValue(at(request), inner);
            }

            return inner;
        }
    }

    private static IEnumerable<(string Words, object Value, bool IsWrong)> Values(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => texts.Select(text => (text.Words, (object)text.Text, text.IsWrong)),
        FieldType.Bool => [("true", true, false), ("false", false, false)],
        FieldType.Int32 => numbers.Where(number => number is >= int.MinValue and <= int.MaxValue).Select(number => ($"{number}", (object)(int)number, false)),
        FieldType.Int64 => numbers.Select(number => ($"{number}", (object)number, false)),
        FieldType.Double => [.. new[] { double.NaN, double.PositiveInfinity, -1, 0, double.MaxValue }.Select(number => ($"{number}", (object)number, false))],
        FieldType.Bytes => [("bytes", ByteString.CopyFrom(0xFF, 0), false)],
        FieldType.Enum => new[] { -1, 0, 99 }.Select(number => ($"{number}", Enum.ToObject(field.EnumType.ClrType, number), false)),
        FieldType.Message when field.MessageType.FullName == Date.Descriptor.FullName => days.Select(day => (day.Words, (object)day.Day, day.IsWrong)),
        FieldType.Message when field.MessageType.FullName == Timestamp.Descriptor.FullName =>
            instants.Select(instant => (instant.Words, (object)instant.Instant, instant.IsWrong)),
        FieldType.Message => [("an empty message", (object)Empty(field.MessageType), false)],
        _ => throw new NotSupportedException($"{field.FullName} is {field.FieldType}: say which of its values are hard."),
    };

    private static bool IsOurs(FieldDescriptor field) =>
        field.FieldType == FieldType.Message && field.MessageType.File.Package.StartsWith("tyokyky.", StringComparison.Ordinal);

    private static IMessage Empty(MessageDescriptor message) => message.Parser.ParseFrom(ByteString.Empty);

    private static IMessage Copy(IMessage message) => message.Descriptor.Parser.ParseFrom(message.ToByteString());
}
