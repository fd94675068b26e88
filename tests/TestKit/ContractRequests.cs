using System.Collections;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Tyokyky.Contracts;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.TestKit;

/// <summary>
/// Valid requests, made as the contract's own comments say: what is "Required." is given, a code is of the system that is named, and ids are those
/// of <paramref name="world"/>, by field ("task_id") or by message and field ("RejectTaskRequest.reason").
/// </summary>
public sealed partial class ContractRequests(IReadOnlyDictionary<string, object> world, DateOnly today)
{
    private static readonly Dictionary<(string File, string Name), string> comments =
        ProtoFile.Own.SelectMany(file => file.Declarations.Select(one => (Key: (file.Path["shared/Contracts/protos/".Length..], one.Name), one.Comment))).ToDictionary(one => one.Key, one => one.Comment);

    /// <summary>The request of an RPC; its checks alone are made where it can be asked for that.</summary>
    public IMessage Of(MethodDescriptor method)
    {
        var request = Fill(method.InputType);
        method.InputType.FindFieldByName("validate_only")?.Accessor.SetValue(request, true);
        return request;
    }

    /// <summary>A value that a field may have.</summary>
    public object ValueOf(FieldDescriptor field)
    {
        var value = world.GetValueOrDefault($"{field.ContainingType.Name}.{field.Name}") ?? world.GetValueOrDefault(field.Name) ?? ValueOf(field, CommentOf(field));
        return Of(field, value is string or not IEnumerable ? value : ((IEnumerable)value).Cast<object>().First());
    }

    // What every service answers.
    private static readonly Dictionary<string, object> everywhere = new()
    {
        ["ListCodesRequest.code_system"] = "purpose",
        ["ResolveCodeRequest.code_system"] = "purpose",
        ["ResolveCodeRequest.code_or_name"] = "decision",
        ["SkipParkedFactRequest.event_id"] = Guid.NewGuid().ToString(),
    };

    private IMessage Fill(MessageDescriptor descriptor)
    {
        var message = descriptor.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in descriptor.Fields.InDeclarationOrder())
        {
            var comment = CommentOf(field);
            var name = $"{descriptor.Name}.{field.Name}";
            if (world.TryGetValue(name, out var given) || everywhere.TryGetValue(name, out given))
            {
                Set(message, field, given);
            }
            else if (Required().IsMatch(comment))
            {
                Set(message, field, world.GetValueOrDefault(field.Name) ?? ValueOf(field, comment));
            }
        }

        return message;
    }

    private static string CommentOf(FieldDescriptor field)
    {
        var name = field.ContainingType.FullName[(field.File.Package.Length + 1)..];
        return comments.GetValueOrDefault((field.File.Name, $"{name}.{field.Name}"), "");
    }

    private object ValueOf(FieldDescriptor field, string comment) => field.FieldType switch
    {
        FieldType.String when Code().Match(comment) is { Success: true } code => CodeSystem.Get(code.Groups[1].Value).Entries.First(entry => entry.IsValidOn(today)).Code,
        FieldType.String when comment.Contains("UUID", StringComparison.Ordinal) => Guid.NewGuid().ToString(),
        FieldType.String => "x",
        FieldType.Bool => true,
        FieldType.Int32 => 1,
        FieldType.Int64 => 1L,
        FieldType.Enum => field.EnumType.Values.First(value => value.Number > 0).Number,
        FieldType.Message when field.MessageType.FullName == Date.Descriptor.FullName => today.ToDate(),
        FieldType.Message when field.MessageType.FullName == Timestamp.Descriptor.FullName => TimeProvider.System.GetUtcNow().AddDays(1).ToTimestamp(),
        FieldType.Message => Fill(field.MessageType),
        _ => throw new NotSupportedException($"{field.FullName} is {field.FieldType}."),
    };

    private static void Set(IMessage message, FieldDescriptor field, object value)
    {
        var accessor = field.Accessor;
        if (field.IsRepeated)
        {
            var list = (IList)accessor.GetValue(message);
            foreach (var one in value is string or not IEnumerable ? [value] : ((IEnumerable)value).Cast<object>()) { list.Add(Of(field, one)); }
        }
        else
        {
            accessor.SetValue(message, Of(field, value));
        }
    }

    // What the world holds is its own: whoever gets a request may change it.
    private static object Of(FieldDescriptor field, object value) => value switch
    {
        int number when field.FieldType == FieldType.Enum => System.Enum.ToObject(field.EnumType.ClrType, number),
        IMessage message => message.Descriptor.Parser.ParseFrom(message.ToByteString()),
        _ => value,
    };

    [GeneratedRegex(@"\bRequired\.|\bRequired to be true\b|\bRequired, unless\b")]
    private static partial Regex Required();

    [GeneratedRegex("codes? of (?:the )?(?:code )?system \"([a-z-]+)\"", RegexOptions.IgnoreCase)]
    private static partial Regex Code();
}
