namespace Tyokyky.WorkAbilityTeam.Disclosures;

/// <summary>Whether the client has opened conclusions of health care (terveydenhuollon johtopäätökset) to an organisation.</summary>
internal sealed class HealthConclusions(Database database, PermissionState permissions, IBusinessClock clock)
{
    private const string Scope = "health-conclusions";

    /// <summary>Now, with what is known of permissions being current.</summary>
    public async Task<bool> AreOpenAsync(Guid clientId, string organisation, string to, CancellationToken cancel)
    {
        await permissions.MustBeCurrentAsync(clientId, cancel);
        return await MayBeOpenAsync(clientId, organisation, to, cancel);
    }

    /// <summary>The relation, and that of a permission's holder where it rests on one.</summary>
    public async ValueTask<Relation> WithPermissionAsync(Relation own, Guid clientId, string organisation, Call call) =>
        (own & (Relation.Owner | Relation.Client)) == Relation.None
        && await MayBeOpenAsync(clientId, organisation, call.Caller.Organisation, call.Cancel)
        && await AreOpenAsync(clientId, organisation, call.Caller.Organisation, call.Cancel)
            ? own | Relation.PermissionHolder
            : own;

    // What is known just now, current or not: nothing is disclosed on it yet, and a stranger waits for nobody.
    private async Task<bool> MayBeOpenAsync(Guid clientId, string organisation, string to, CancellationToken cancel) =>
        Disclosure.IsOpen(await database.ListAsync(PermissionStore.Kinds(clientId, organisation, to, Scope, clock.Today), cancel));
}
