namespace Tyokyky.JobCoaching.Clients;

/// <summary>
/// What Referrals tells: who has a client on a pathway, which programmes there are, who works where. Of a protected client it forgets who it is.
/// </summary>
internal sealed class KnownReferrals : IProjection
{
    public string Name => "referrals";

    public IReadOnlySet<string>? Types { get; } = new HashSet<string>
    {
        PathwayOpened.Descriptor.FullName, PathwayStepStarted.Descriptor.FullName, ProgrammeOpened.Descriptor.FullName,
        ProfessionalRegistered.Descriptor.FullName, FullTimeEquivalentSet.Descriptor.FullName,
        ClientChanged.Descriptor.FullName,
    };

    public Task ApplyAsync(AnyFact fact, FactTransaction tx, CancellationToken cancel) => fact.Message switch
    {
        PathwayOpened opened => tx.ExecuteAsync(
            KnownReferralsStore.Remember(Guid.Parse(opened.PathwayId), opened.Organisation, CountedClient.Of(opened.Client), opened.OpenedOn.ToDay()), cancel),
        PathwayStepStarted { Organisation.Length: > 0 } started => tx.ExecuteAsync(
            KnownReferralsStore.Remember(
                Guid.Parse(started.PathwayId), started.Organisation, CountedClient.Of(started.Client), started.StartedOn.ToDay()),
            cancel),
        ProgrammeOpened programme => tx.ExecuteAsync(KnownReferralsStore.Remember(programme.Programme, programme.Organisation), cancel),
        ProfessionalRegistered worker => tx.ExecuteAsync(KnownReferralsStore.Remember(
            Guid.Parse(worker.ProfessionalId), worker.Organisation, worker.Subject, worker.ValidFrom, worker.ValidTo), cancel),
        FullTimeEquivalentSet set => tx.ExecuteAsync(KnownReferralsStore.Remember(
            Guid.Parse(set.FullTimeEquivalentId), set.Organisation, set.Worker, set.FromDay, set.ToDay), cancel),
        ClientChanged changed when CountedClient.IsHidden(changed.Client) => tx.ExecuteAsync(
            ProtectedClients.Hide("known_pathway", Guid.Parse(changed.Client.ClientId)), cancel),
        _ => Task.CompletedTask,
    };
}
