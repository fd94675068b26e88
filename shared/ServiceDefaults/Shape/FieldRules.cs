using System.Reflection;
using Buf.Validate;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Rules = Buf.Validate.FieldRules;

namespace Tyokyky.ServiceDefaults;

/// <summary>Compiles the rules of one field of a message into checks with our reasons.</summary>
internal static class FieldRules<TMessage>
    where TMessage : IMessage
{
    private const int LongestLine = 200;

    // The one field that is meant for a personal identity code, in whichever message it is.
    private const string IdentityCode = "personal_identity_code";

    private static readonly MethodInfo enumField = Method(nameof(Enum));
    private static readonly MethodInfo enumItems = Method(nameof(Enums));
    private static readonly MethodInfo messageField = Method(nameof(Message));
    private static readonly MethodInfo messageItems = Method(nameof(Messages));

    public static IEnumerable<Action<TMessage, Check>> Of(FieldDescriptor field)
    {
        var rules = field.GetOptions()?.GetExtension(ValidateExtensions.Field) ?? new Rules();
        RequireKnown(field, rules);
        if (field.IsMap) { return []; }
        if (field.IsRepeated) { return OfMany(field, rules); }
        return field.FieldType switch
        {
            FieldType.String => [.. Text(field, Getter<string>(field), rules)],
            FieldType.Enum => Made(enumField, field, rules),
            FieldType.Message => Made(messageField, field, rules),
            FieldType.Int32 =>
                [
                    .. Number(
                        field,
                        rules,
                        Getter<int>(field),
                        rules.Int32 is { } range ? (range.HasGte ? range.Gte : null, range.HasLte ? range.Lte : null) : (null, null))
                ],
            FieldType.Int64 =>
                [
                    .. Number(
                        field,
                        rules,
                        Getter<long>(field),
                        rules.Int64 is { } range ? (range.HasGte ? range.Gte : null, range.HasLte ? range.Lte : null) : (null, null))
                ],
            _ => [],
        };
    }

    private static IEnumerable<Action<TMessage, Check>> Text(FieldDescriptor field, Func<TMessage, string> value, Rules rules)
    {
        var name = field.Name;
        var required = rules.Required;
        yield return Spelt(field, value, rules);
        var uuid = rules.String is { HasUuid: true, Uuid: true };
        if (uuid && required) { yield return (message, check) => check.Uuid(name, value(message)); }
        else if (uuid) { yield return (message, check) => check.OptionalUuid(name, value(message)); }
        else if (required) { yield return (message, check) => check.Required(name, value(message)); }

        if (rules.String is { HasMaxLen: true } text)
        {
            var max = (int)text.MaxLen;
            yield return (message, check) => check.MaxLength(name, value(message), max);
        }

        if (!uuid && name != IdentityCode) { yield return (message, check) => check.NoIdentityCode(name, value(message)); }
    }

    private static IEnumerable<Action<TMessage, Check>> Number<TNumber>(
        FieldDescriptor field, Rules rules, Func<TMessage, TNumber> value, (long? Min, long? Max) range)
        where TNumber : struct, IConvertible
    {
        var name = field.Name;
        var isThere = field.HasPresence ? Presence(field) : static _ => true;
        if (rules.Required)
        {
            yield return field.HasPresence
                ? (message, check) => check.That(isThere(message), name, "FIELD_REQUIRED", "present")
                : (message, check) => check.That(!value(message).Equals(default(TNumber)), name, "FIELD_REQUIRED", "present and not 0");
        }

        if (range is (null, null)) { yield break; }
        var mayBeZero = rules.Ignore == Ignore.IfZeroValue;
        yield return (message, check) =>
        {
            var number = value(message).ToInt64(null);
            if (isThere(message) && !(mayBeZero && number == 0)) { check.Range(name, number, range.Min ?? long.MinValue, range.Max ?? long.MaxValue); }
        };
    }

    private static IEnumerable<Action<TMessage, Check>> Enum<TEnum>(FieldDescriptor field, Rules rules)
        where TEnum : struct, System.Enum
    {
        var name = field.Name;
        var value = Getter<TEnum>(field);
        if (rules.Required) { yield return (message, check) => check.Specified(name, value(message)); }
        else if (rules.Enum is { HasDefinedOnly: true, DefinedOnly: true }) { yield return (message, check) => check.OptionalSpecified(name, value(message)); }
    }

    private static IEnumerable<Action<TMessage, Check>> Message<T>(FieldDescriptor field, Rules rules)
        where T : class, IMessage
    {
        var name = field.Name;
        var value = Getter<T?>(field);
        if (rules.Required) { yield return (message, check) => check.Required(name, value(message)); }
        if (ExistenceOf<T>() is { } exists)
        {
            yield return (message, check) => exists(check, name, value(message));
        }
        else if (IsOurs(field.MessageType) && MessageShape.Of(field.MessageType) is MessageShape<T> { HasRules: true } shape)
        {
            var checks = new Action<Check, T>(shape.CheckFields);
            yield return (message, check) => check.Within(name, value(message), checks);
        }
    }

    private static IEnumerable<Action<TMessage, Check>> OfMany(FieldDescriptor field, Rules rules)
    {
        var items = rules.Repeated?.Items ?? new Rules();
        IEnumerable<Action<TMessage, Check>> of = field.FieldType switch
        {
            FieldType.String => Texts(field, rules, items),
            FieldType.Enum => Made(enumItems, field, items),
            FieldType.Message => Made(messageItems, field, items),
            _ => [],
        };
        return [.. Counts(field, rules), .. of];
    }

    private static IEnumerable<Action<TMessage, Check>> Counts(FieldDescriptor field, Rules rules)
    {
        var name = field.Name;
        var list = Getter<System.Collections.ICollection>(field);
        if (rules.Required || rules.Repeated is { HasMinItems: true, MinItems: > 0 })
        {
            yield return (message, check) => check.That(list(message).Count > 0, name, "FIELD_REQUIRED", "at least one value");
        }
        if (rules.Repeated is { HasMaxItems: true } many)
        {
            var max = (int)many.MaxItems;
            yield return (message, check) => check.MaxCount(name, list(message).Count, max);
        }
    }

    private static IEnumerable<Action<TMessage, Check>> Texts(FieldDescriptor field, Rules rules, Rules items)
    {
        var name = field.Name;
        var value = Getter<RepeatedField<string>>(field);
        var isUuid = items.String is { HasUuid: true, Uuid: true };
        var max = items.String is { HasMaxLen: true } text ? (int)text.MaxLen : int.MaxValue;
        var required = items.Required;
        yield return SpeltItems(name, value, items);
        yield return (message, check) => check.All(name, value(message), (item, one) =>
        {
            if (isUuid) { check.Uuid(item, one); }
            else if (required) { check.Required(item, one); }

            if (!isUuid) { check.NoIdentityCode(item, one); }

            check.MaxLength(item, one, max);
        });
    }

    private static IEnumerable<Action<TMessage, Check>> Enums<TEnum>(FieldDescriptor field, Rules items)
        where TEnum : struct, System.Enum
    {
        var name = field.Name;
        var value = Getter<RepeatedField<TEnum>>(field);
        if (items.Enum is { HasDefinedOnly: true, DefinedOnly: true })
        {
            yield return (message, check) => check.All(name, value(message), (item, one) => check.OptionalSpecified(item, one));
        }
    }

    private static IEnumerable<Action<TMessage, Check>> Messages<T>(FieldDescriptor field, Rules items)
        where T : class, IMessage
    {
        var name = field.Name;
        var value = Getter<RepeatedField<T>>(field);
        if (ExistenceOf<T>() is { } exists)
        {
            yield return (message, check) => check.All(name, value(message), (item, one) => exists(check, item, one));
        }
        else if (IsOurs(field.MessageType) && MessageShape.Of(field.MessageType) is MessageShape<T> { HasRules: true } shape)
        {
            var checks = new Action<Check, T>(shape.CheckFields);
            yield return (message, check) => check.Each(name, value(message), checks);
        }
    }

    // Days and instants exist, whatever message they stand in: nothing could be done with another.
    private static Action<Check, string, T?>? ExistenceOf<T>()
        where T : class, IMessage =>
        typeof(T) == typeof(Date) ? static (check, name, day) => check.OptionalDay(name, (Date?)(object?)day)
        : typeof(T) == typeof(Timestamp) ? static (check, name, instant) => check.OptionalInstant(name, (Timestamp?)(object?)instant)
        : null;

    // Before any rule: what follows sees each text as it is kept.
    private static Action<TMessage, Check> Spelt(FieldDescriptor field, Func<TMessage, string> value, Rules rules)
    {
        var name = field.Name;
        var (isOneLine, isUuid) = KindOf(rules);
        // A UUID too, which the pipeline itself checks.
        isUuid |= name == "request_id";
        var set = typeof(TMessage).GetProperty(field.PropertyName)!.SetMethod!.CreateDelegate<Action<TMessage, string>>();
        return (message, check) =>
        {
            var text = value(message);
            check.Text(name, Spelling.TrySpell(text, isOneLine, isUuid, out var spelt));
            if (!ReferenceEquals(spelt, text)) { set(message, spelt); }
        };
    }

    private static Action<TMessage, Check> SpeltItems(string name, Func<TMessage, RepeatedField<string>> value, Rules items)
    {
        var (isOneLine, isUuid) = KindOf(items);
        return (message, check) =>
        {
            var texts = value(message);
            for (var i = 0; i < texts.Count; i++)
            {
                if (!Spelling.TrySpell(texts[i], isOneLine, isUuid, out var spelt)) { check.Text($"{name}[{i}]", isText: false); }
                if (!ReferenceEquals(spelt, texts[i])) { texts[i] = spelt; }
            }
        };
    }

    // What may be longer is prose.
    private static (bool IsOneLine, bool IsUuid) KindOf(Rules rules) =>
        (rules.String is not { HasMaxLen: true, MaxLen: > LongestLine }, rules.String is { HasUuid: true, Uuid: true });

    private static bool IsOurs(MessageDescriptor message) => message.File.Package.StartsWith("tyokyky.", StringComparison.Ordinal);

    private static Func<TMessage, TValue> Getter<TValue>(FieldDescriptor field) =>
        typeof(TMessage).GetProperty(field.PropertyName)!.GetMethod!.CreateDelegate<Func<TMessage, TValue>>();

    private static Func<TMessage, bool> Presence(FieldDescriptor field) =>
        typeof(TMessage).GetProperty("Has" + field.PropertyName)!.GetMethod!.CreateDelegate<Func<TMessage, bool>>();

    private static MethodInfo Method(string name) => typeof(FieldRules<TMessage>).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;

    private static IEnumerable<Action<TMessage, Check>> Made(MethodInfo method, FieldDescriptor field, Rules rules) =>
        (IEnumerable<Action<TMessage, Check>>)method.MakeGenericMethod(
            field.FieldType == FieldType.Enum ? field.EnumType.ClrType : field.MessageType.ClrType).Invoke(null, [field, rules])!;

    // A rule in the contract that nobody enforces would be a promise to every client that is not kept.
    private static void RequireKnown(FieldDescriptor field, Rules rules)
    {
        var plain = new Rules();
        if (rules.HasRequired) { plain.Required = rules.Required; }
        if (rules.HasIgnore) { plain.Ignore = rules.Ignore; }
        if (rules.String is { } text)
        {
            plain.String = new StringRules();
            if (text.HasUuid) { plain.String.Uuid = text.Uuid; }
            if (text.HasMaxLen) { plain.String.MaxLen = text.MaxLen; }
        }
        if (rules.Int32 is { } small)
        {
            plain.Int32 = new Int32Rules();
            if (small.HasGte) { plain.Int32.Gte = small.Gte; }
            if (small.HasLte) { plain.Int32.Lte = small.Lte; }
        }
        if (rules.Int64 is { } large)
        {
            plain.Int64 = new Int64Rules();
            if (large.HasGte) { plain.Int64.Gte = large.Gte; }
            if (large.HasLte) { plain.Int64.Lte = large.Lte; }
        }
        if (rules.Enum is { } set) { plain.Enum = new EnumRules(); if (set.HasDefinedOnly) { plain.Enum.DefinedOnly = set.DefinedOnly; } }
        if (rules.Repeated is { } many)
        {
            plain.Repeated = new RepeatedRules { Items = many.Items };
            if (many.HasMinItems) { plain.Repeated.MinItems = many.MinItems; }
            if (many.HasMaxItems) { plain.Repeated.MaxItems = many.MaxItems; }
            if (many.Items is { } items) { RequireKnown(field, items); }
        }

        var isEnforced = !field.IsMap && field.FieldType is FieldType.String or FieldType.Enum or FieldType.Message or FieldType.Int32 or FieldType.Int64;
        if (!plain.ToByteString().Equals(rules.ToByteString()) || !(isEnforced || rules.CalculateSize() == 0) || HasMoreOfItems(field, rules.Repeated))
        {
            throw new NotSupportedException(
                $"{field.FullName} has a rule that nothing enforces: {rules}. Enforce it in {nameof(FieldRules<TMessage>)}, or state it in the use case's Validate.");
        }
    }

    // Of a list's values texts alone may be required, and numbers are not looked at.
    private static bool HasMoreOfItems(FieldDescriptor field, RepeatedRules? many) =>
        many is { HasMinItems: true, MinItems: > 1 }
        || many?.Items is { Int32: not null } or { Int64: not null }
        || (many?.Items is { HasRequired: true } && field.FieldType != FieldType.String);
}
