using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Tyokyky.Contracts.Events.V1;

namespace Tyokyky.EventLog;

/// <summary>The types of facts that this program knows, by their full protobuf names.</summary>
internal static class FactTypes
{
    private static readonly TypeRegistry known = TypeRegistry.FromFiles(typeof(FeedReflection).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(FeedReflection).Namespace)
        .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
        .OfType<FileDescriptor>());

    public static string NameOf<T>() where T : IMessage<T>, new() => new T().Descriptor.FullName;

    public static IMessage? Parse(string type, byte[] data) => known.Find(type)?.Parser.ParseFrom(data);
}
