namespace Tyokyky.Referrals.Clients;

/// <summary>Which ids stand for one client (docs/adr/0010).</summary>
internal sealed class ClientIds(Database database) : IClientIds
{
    public async Task<IReadOnlyList<Guid>> OfAsync(Guid clientId, CancellationToken cancel) =>
        (await database.OneAsync(new Query<Guid[]>($"SELECT tyokyky_same_client({clientId})", row => row.GetFieldValue<Guid[]>(0)), cancel))!;
}
