namespace Tyokyky.EventLog;

/// <summary>What this service remembers of other services' facts: a function of the facts and nothing else, so that it can be rebuilt.</summary>
/// <remarks>
/// Its tables are created by the service's migrations and listed in <c>projection_table (projection, table_name)</c>. Its statements name
/// them without a schema: while it is rebuilt, the same statements meet empty copies. No clock, no random, no sequence, no other table.
/// Facts of different sources arrive in no particular order. One that is added to a service which has taken facts is rebuilt by the service
/// itself, and so is one whose tables a migration changes and marks: <c>UPDATE projection_table SET replay = true WHERE projection = …</c>.
/// </remarks>
public interface IProjection
{
    /// <summary>Its name in operations, for instance <c>permissions</c>.</summary>
    string Name { get; }

    /// <summary>Full names of the types it remembers; null for all.</summary>
    IReadOnlySet<string>? Types { get; }

    Task ApplyAsync(AnyFact fact, FactTransaction tx, CancellationToken cancel);
}
