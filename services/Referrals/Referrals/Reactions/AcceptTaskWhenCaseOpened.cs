namespace Tyokyky.Referrals.Reactions;

/// <summary>The team's case opened for a task: the team has taken it.</summary>
internal sealed class AcceptTaskWhenCaseOpened : IReaction<CaseOpened>
{
    public Task ReactAsync(Fact<CaseOpened> fact, FactTransaction transaction, CancellationToken cancel) =>
        TaskReaction.DoAsync(TaskAction.AcceptTask, fact.Message.TaskId, FinnishTime.StartOf(fact.Message.OpenedOn.ToDay()), "", transaction, cancel);
}
