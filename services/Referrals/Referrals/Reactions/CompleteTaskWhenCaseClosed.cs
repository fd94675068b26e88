namespace Tyokyky.Referrals.Reactions;

/// <summary>The team closed the case: its task is done, with the case's outcome.</summary>
internal sealed class CompleteTaskWhenCaseClosed : IReaction<CaseClosed>
{
    public Task ReactAsync(Fact<CaseClosed> fact, FactTransaction transaction, CancellationToken cancel) =>
        TaskReaction.DoAsync(
            TaskAction.CompleteTask, fact.Message.TaskId, FinnishTime.StartOf(fact.Message.ClosedOn.ToDay()), fact.Message.Outcome, transaction, cancel);
}
