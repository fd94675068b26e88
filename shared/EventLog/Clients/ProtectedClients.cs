using Tyokyky.Contracts.Events.V1;
using Tyokyky.Records;

namespace Tyokyky.EventLog;

/// <summary>
/// From now on facts of what a service keeps of the client tell what a fact on somebody unknown would: the order of non-disclosure (turvakielto) is in
/// force there too (docs/adr/0019). Without a way back: what was told before the order is known anyway, and what is told after it is not.
/// </summary>
/// <param name="kept">Where the service keeps clients as <see cref="CountedClient"/>: also what has ended, since it may still be corrected.</param>
public abstract class ProtectedClients(params IReadOnlyList<KeptClients> kept) : IReactions
{
    public FactReactions From(string source) => source == "referrals"
        ? kept.Aggregate(new FactReactions(), (all, one) => all.On<ClientChanged>(one.Reaction, (fact, tx, _) => HideAsync(one, fact.Message.Client, tx)))
        : FactReactions.None;

    /// <summary>Takes from a table's rows of the client what would tell who it is, once.</summary>
    public static Sql Hide(string table, Guid clientId, bool isVersioned = false) =>
        $"""
        UPDATE {Sql.Name(table)} SET municipality = {CountedClient.Unknown.Municipality}, sex = {(int)CountedClient.Unknown.Sex},
          contact_language = {CountedClient.Unknown.ContactLanguage}, customer_profile = {CountedClient.Unknown.CustomerProfile}
          {SqlParts.If(isVersioned, $", version = version + 1")}
        WHERE client_id = ANY(tyokyky_same_client({clientId})) AND (municipality, sex, contact_language, customer_profile) IS DISTINCT FROM
          ({CountedClient.Unknown.Municipality}, {(int)CountedClient.Unknown.Sex}, {CountedClient.Unknown.ContactLanguage},
            {CountedClient.Unknown.CustomerProfile})
        """;

    private static Task HideAsync(KeptClients kept, ClientFacets client, FactTransaction tx)
    {
        if (!CountedClient.IsHidden(client))
        {
            return Task.CompletedTask;
        }

        var hide = Hide(kept.Table, Guid.Parse(client.ClientId), kept.IsVersioned);
        return tx.Commit().ChangeEach($"{hide} RETURNING {Sql.Name(kept.Id)} AS id, client_id", kept.Kind, "client-hidden").SaveAsync();
    }
}

/// <summary>A table that keeps clients.</summary>
/// <param name="Reaction">The reaction's name, which stays.</param>
/// <param name="Table">The table.</param>
/// <param name="Kind">What the transitions call one of its rows.</param>
public sealed record KeptClients(string Reaction, string Table, string Kind)
{
    /// <summary>The column that identifies a row.</summary>
    public string Id { get; init; } = "id";

    /// <summary>False where rows have no version of their own.</summary>
    public bool IsVersioned { get; init; } = true;
}
