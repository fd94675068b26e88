namespace Tyokyky.WorkAbilityTeam.Slots;

/// <summary>Referrals' tasks, as far as a slot may be booked for one.</summary>
internal sealed class KnownTasks : IProjection
{
    public string Name => "tasks";

    public IReadOnlySet<string>? Types { get; } = new HashSet<string> { TaskRequested.Descriptor.FullName, TaskTransferred.Descriptor.FullName };

    public Task ApplyAsync(AnyFact fact, FactTransaction tx, CancellationToken cancel) => fact.Message switch
    {
        TaskRequested asked => tx.ExecuteAsync(
            SlotStore.Remember(new KnownTask(Guid.Parse(asked.TaskId), Guid.Parse(asked.Client.ClientId), asked.Sender, asked.Receiver)), cancel),
        TaskTransferred moved => tx.ExecuteAsync(SlotStore.Move(Guid.Parse(moved.TaskId), moved.To), cancel),
        _ => Task.CompletedTask,
    };
}
