using Google.Protobuf.Reflection;

namespace Tyokyky.TestKit;

/// <summary>A field as a refusal names it: <c>client.representatives[0].kind</c>.</summary>
public static class RequestField
{
    /// <summary>True when the message has such a field.</summary>
    public static bool IsOf(MessageDescriptor message, string path)
    {
        var at = message;
        foreach (var part in path.Split('.'))
        {
            var field = at?.FindFieldByName(part.Split('[')[0]);
            if (field is null) { return false; }
            at = field.FieldType == FieldType.Message ? field.MessageType : null;
        }

        return true;
    }
}
