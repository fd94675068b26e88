namespace Tyokyky.Referrals.Clients;

/// <summary>What a caller is to a client in the matter of one organisation: case manager only where the caller's organisation may know of that one.</summary>
internal sealed class ClientRelations(Database database, IBusinessClock clock)
{
    public async Task<Relation> OfAsync(Guid clientId, string owner, Call call)
    {
        var (ties, known) = await database.ManyAsync(
            ClientTieStore.Of(clientId, call.Caller, clock.Today), KnownOrganisations.Of(clientId, call.Caller.Organisation, clock.Today), call.Cancel);
        var relations = ties!.RelationOf(call.Caller);
        return known!.Contains(owner) ? relations : relations & ~Relation.CaseManager;
    }
}
