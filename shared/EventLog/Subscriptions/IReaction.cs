using Google.Protobuf;

namespace Tyokyky.EventLog;

/// <summary>A fact that makes this service act: exactly once, in order with every fact that shares a key, from the first subscription on.</summary>
/// <remarks>
/// Writes through <see cref="FactTransaction.Commit()"/> alone and calls no other service. It must not wait for what another source tells:
/// there is no order between sources, so it upserts a stub for what it does not know yet.
/// </remarks>
public interface IReaction<TFact> where TFact : class, IMessage<TFact>, new()
{
    Task ReactAsync(Fact<TFact> fact, FactTransaction tx, CancellationToken cancel);
}
