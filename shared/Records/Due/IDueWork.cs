using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>Does the work of one kind when its time has come; found in the service's assembly.</summary>
public interface IDueWork
{
    string Kind { get; }

    /// <summary>Does it as an ordinary use case with <see cref="DueItem.Call"/>; the first commit of that call settles the item too.</summary>
    Task RunAsync(DueItem item, CancellationToken cancel);
}

/// <summary>One piece of due work at hand.</summary>
/// <param name="DueAt">Business time.</param>
/// <param name="Attempt">1 for the first.</param>
/// <param name="Call">The system's call to commit with.</param>
public sealed record DueItem(string Kind, string Key, DateTimeOffset DueAt, string Payload, int Attempt, Call Call)
{
    internal Guid Lease { get; init; }
}
