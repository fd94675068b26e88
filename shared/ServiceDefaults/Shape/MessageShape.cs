using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Tyokyky.ServiceDefaults;

/// <summary>
/// The shape of one kind of message as the contract states it: its <c>buf.validate</c> options, and that a day or an instant exists. Compiled once
/// per kind; ProtoValidate, which runs the same options as CEL programs, is the oracle in tests and too slow to serve with.
/// </summary>
public abstract class MessageShape
{
    private static readonly ConcurrentDictionary<MessageDescriptor, MessageShape> known = new();
    private static readonly Dictionary<MessageDescriptor, MessageShape> unfinished = [];

    /// <summary>False when there is nothing to check, in it or below it.</summary>
    internal abstract bool HasRules { get; }

    /// <summary>The shape of that kind of message; throws when the contract asks for a rule that nothing here enforces.</summary>
    public static MessageShape Of(MessageDescriptor message)
    {
        if (known.TryGetValue(message, out var shape)) { return shape; }
        lock (unfinished)
        {
            // A message may hold messages of its own kind.
            if (known.TryGetValue(message, out shape) || unfinished.TryGetValue(message, out shape)) { return shape; }
            shape = (MessageShape)Activator.CreateInstance(typeof(MessageShape<>).MakeGenericType(message.ClrType), nonPublic: true)!;
            var isOutermost = unfinished.Count == 0;
            unfinished.Add(message, shape);
            try
            {
                shape.Compile(message);
            }
            catch
            {
                // Half of a shape would let everything pass.
                unfinished.Clear();
                throw;
            }

            if (!isOutermost) { return shape; }

            // Nobody else sees one of them before all that they hold are compiled.
            foreach (var (kind, made) in unfinished) { known[kind] = made; }
            unfinished.Clear();
            return shape;
        }
    }

    /// <summary>Adds what is wrong with the message.</summary>
    public abstract void Check(IMessage message, Check check);

    private protected abstract void Compile(MessageDescriptor message);
}

/// <inheritdoc/>
internal sealed class MessageShape<TMessage> : MessageShape
    where TMessage : IMessage
{
    private Action<TMessage, Check>[] fields = [];
    private bool isCompiling = true;

    internal override bool HasRules => isCompiling || fields.Length > 0;

    public override void Check(IMessage message, Check check) => CheckFields(check, (TMessage)message);

    internal void CheckFields(Check check, TMessage message)
    {
        foreach (var field in fields) { field(message, check); }
    }

    private protected override void Compile(MessageDescriptor message)
    {
        fields = [.. message.Fields.InDeclarationOrder().SelectMany(FieldRules<TMessage>.Of)];
        isCompiling = false;
    }
}
