using Google.Protobuf;

namespace Tyokyky.EventLog;

/// <summary>
/// What facts of other services make a capability do: one file per capability, each fact a line. A reaction happens exactly once, in order with
/// every fact that shares a key, from the first subscription on.
/// </summary>
/// <remarks>
/// It writes through <see cref="FactTransaction.Commit()"/> alone and calls no other service. It must not wait for what another source tells:
/// there is no order between sources, so it upserts a stub for what it does not know yet.
/// </remarks>
public interface IReactions
{
    /// <summary>What facts of that source do here.</summary>
    FactReactions From(string source);
}

/// <summary>Facts by type, and what each sets off.</summary>
public sealed class FactReactions
{
    private readonly List<FactHandler> handlers = [];

    /// <summary>Of a source that sets off nothing.</summary>
    public static FactReactions None { get; } = new();

    internal IReadOnlyList<FactHandler> Handlers => handlers;

    /// <summary>The first fact that sets something off.</summary>
    /// <param name="name">What a parked fact waits for, and what operators read: it stays, whatever becomes of the code.</param>
    /// <param name="react">What it does; it may be tried again until its transaction is committed.</param>
    public static FactReactions To<TFact>(string name, Func<Fact<TFact>, FactTransaction, CancellationToken, Task> react)
        where TFact : class, IMessage<TFact>, new() => new FactReactions().On(name, react);

    /// <summary>A further fact; see <see cref="To{TFact}"/>.</summary>
    public FactReactions On<TFact>(string name, Func<Fact<TFact>, FactTransaction, CancellationToken, Task> react)
        where TFact : class, IMessage<TFact>, new()
    {
        handlers.Add(new FactHandler(name, FactTypes.NameOf<TFact>(), null, (fact, tx, cancel) => react(new Fact<TFact>(fact), tx, cancel)));
        return this;
    }
}
