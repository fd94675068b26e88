namespace Tyokyky.WorkAbilityTeam.Common;

/// <summary>
/// What Referrals registers and this service refers to: clients' records and programmes. Organisations are in the register that every service keeps.
/// </summary>
internal sealed class Register : IProjection
{
    public string Name => "register";

    public IReadOnlySet<string>? Types { get; } = new HashSet<string>
    {
        ClientRegistered.Descriptor.FullName, ClientChanged.Descriptor.FullName,
        ProgrammeOpened.Descriptor.FullName, ProgrammeClosed.Descriptor.FullName,
    };

    public Task ApplyAsync(AnyFact fact, FactTransaction tx, CancellationToken cancel) => fact.Message switch
    {
        ClientRegistered registered => tx.ExecuteAsync(RegisterStore.Remember(registered.Client, registered.Controller), cancel),
        ClientChanged changed => tx.ExecuteAsync(RegisterStore.Remember(changed.Client, changed.Controller), cancel),
        ProgrammeOpened opened => tx.ExecuteAsync(RegisterStore.Remember(opened), cancel),
        ProgrammeClosed closed => tx.ExecuteAsync(RegisterStore.Close(closed), cancel),
        _ => Task.CompletedTask,
    };
}
