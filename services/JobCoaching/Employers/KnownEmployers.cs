namespace Tyokyky.JobCoaching.Employers;

/// <summary>The employers that EmployerRelations has registered, with their sectors.</summary>
internal sealed class KnownEmployers : IProjection
{
    public string Name => "employers";

    public IReadOnlySet<string>? Types { get; } = new HashSet<string> { EmployerRegistered.Descriptor.FullName };

    public Task ApplyAsync(AnyFact fact, FactTransaction tx, CancellationToken cancel) => fact.Message is EmployerRegistered employer
        ? tx.ExecuteAsync(EmployerStore.Remember(Guid.Parse(employer.EmployerId), employer.Sector, employer.Municipality), cancel)
        : Task.CompletedTask;
}
