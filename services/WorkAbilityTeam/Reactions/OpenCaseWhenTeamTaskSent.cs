namespace Tyokyky.WorkAbilityTeam.Reactions;

/// <summary>A task for the work-ability team was sent: the receiver's team has a case of it, one however often it is told.</summary>
internal sealed class OpenCaseWhenTeamTaskSent(CaseKind cases, TimeProvider time) : IReaction<TaskRequested>
{
    private const string Service = "work-ability-team";

    public async Task ReactAsync(Fact<TaskRequested> fact, FactTransaction tx, CancellationToken cancel)
    {
        var sent = fact.Message;
        if (sent.Service != Service || await tx.OneAsync(CaseStore.ByTask(Guid.Parse(sent.TaskId)), cancel) is not null)
        {
            return;
        }

        var teamCase = new TeamCase
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Client = new CountedClient(Guid.Parse(sent.Client.ClientId), sent.Client.AgeBand, sent.Client.Municipality, sent.Client.Programme),
            Organisation = sent.Receiver,
            ReferralId = Guid.Parse(sent.ReferralId),
            TaskId = Guid.Parse(sent.TaskId),
            OpenedOn = FinnishTime.DayOf(sent.RequestedAt.ToDateTimeOffset()),
        };
        var commit = tx.Commit();
        await cases.ApplyAsync(commit, null, (teamCase, teamCase.Opened()));
        await commit.SaveAsync();
    }
}
