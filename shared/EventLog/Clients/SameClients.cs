using Tyokyky.Contracts.Events.V1;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>Which ids of clients are one person (docs/adr/0010). In SQL: <c>client_id = ANY(tyokyky_same_client(…))</c>.</summary>
internal sealed class SameClients : IProjection
{
    public string Name => "clients";

    public IReadOnlySet<string>? Types { get; } = new HashSet<string> { ClientsMerged.Descriptor.FullName, ClientsSplit.Descriptor.FullName };

    public Task ApplyAsync(AnyFact fact, FactTransaction tx, CancellationToken cancel) => fact.Message switch
    {
        ClientsMerged merged => tx.ExecuteAsync(
            $"""
            INSERT INTO client_link (merge_id, kept, merged, linked_on)
            VALUES ({Guid.Parse(merged.MergeId)}, {Guid.Parse(merged.KeptClientId)}, {Guid.Parse(merged.MergedClientId)}, {FinnishTime.DayOf(fact.OccurredAt)})
            ON CONFLICT DO NOTHING
            """,
            cancel),
        ClientsSplit split =>
            tx.ExecuteAsync($"UPDATE client_link SET split_on = {FinnishTime.DayOf(fact.OccurredAt)} WHERE merge_id = {Guid.Parse(split.MergeId)}", cancel),
        _ => Task.CompletedTask,
    };
}

/// <summary>The same, for a client's own token.</summary>
internal sealed class ClientIds(Database database) : IClientIds
{
    public async Task<IReadOnlyList<Guid>> OfAsync(Guid clientId, CancellationToken cancel) =>
        (await database.OneAsync(new Query<Guid[]>($"SELECT tyokyky_same_client({clientId})", row => row.GetFieldValue<Guid[]>(0)), cancel))!;
}
