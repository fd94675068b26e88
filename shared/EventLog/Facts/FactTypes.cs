using System.Collections.Concurrent;
using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Tyokyky.Contracts.Events.V1;

namespace Tyokyky.EventLog;

/// <summary>The types of facts that this program knows, by their full protobuf names.</summary>
internal static class FactTypes
{
    private static readonly ConcurrentDictionary<string, MessageDescriptor> known = Contracts();

    public static string NameOf<T>() where T : IMessage<T>, new()
    {
        var descriptor = new T().Descriptor;
        known.TryAdd(descriptor.FullName, descriptor);
        return descriptor.FullName;
    }

    public static IMessage? Parse(string type, byte[] data) => known.TryGetValue(type, out var descriptor) ? descriptor.Parser.ParseFrom(data) : null;

    private static ConcurrentDictionary<string, MessageDescriptor> Contracts()
    {
        var found = new ConcurrentDictionary<string, MessageDescriptor>();
        foreach (var type in typeof(FeedReflection).Assembly.GetTypes().Where(type => type.Namespace == typeof(FeedReflection).Namespace))
        {
            if (type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) is FileDescriptor file)
            {
                foreach (var message in file.MessageTypes) { found.TryAdd(message.FullName, message); }
            }
        }

        return found;
    }
}
