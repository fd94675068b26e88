namespace Tyokyky.WorkAbilityTeam.Disclosures;

/// <summary>Clients' information permissions and prohibitions, which Referrals keeps.</summary>
internal sealed class Permissions : IProjection
{
    public string Name => "permissions";

    public IReadOnlySet<string>? Types { get; } = new HashSet<string> { PermissionGranted.Descriptor.FullName, PermissionWithdrawn.Descriptor.FullName };

    public Task ApplyAsync(AnyFact fact, FactTransaction tx, CancellationToken cancel) => fact.Message switch
    {
        PermissionGranted granted => tx.ExecuteAsync(PermissionStore.Remember(granted), cancel),
        PermissionWithdrawn withdrawn => tx.ExecuteAsync(PermissionStore.Forget(Guid.Parse(withdrawn.PermissionId)), cancel),
        _ => Task.CompletedTask,
    };
}
