namespace Tyokyky.Records;

/// <summary>One change of an object's state. Who did it, in which role and when it was recorded come from the call that commits it.</summary>
/// <param name="ObjectType">For instance <c>referral</c> or <c>task</c>.</param>
/// <param name="From">State before; empty for the first.</param>
/// <param name="EffectiveAt">When it took effect, on the business clock or as reported.</param>
/// <param name="Reason">Reason code, where the change carries one.</param>
/// <param name="Note">Free text of the actor; never in facts, logs or traces.</param>
public sealed record Transition(string ObjectType, Guid ObjectId, string From, string To, DateTimeOffset EffectiveAt, string Reason = "", string Note = "");

/// <summary>An aggregate that changes by its version; a stale etag can then be answered with who changed it last, and when.</summary>
public interface IVersioned
{
    string ObjectType { get; }

    Guid ObjectId { get; }

    Etag Etag { get; }
}

/// <summary>
/// An aggregate as the pipeline sees it: an immutable record that keeps the version it was read at. The database counts; what is shown after a
/// change is the same at the next version.
/// </summary>
public interface IAggregate<TSelf> : IVersioned
    where TSelf : class, IAggregate<TSelf>
{
    long Version { get; }

    TSelf At(long version);
}

/// <summary>A part with transitions of its own, loaded beside the aggregate whose version changes with it.</summary>
public interface IVersionedPart
{
    string ObjectType { get; }

    Guid ObjectId { get; }
}
