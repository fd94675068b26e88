namespace Tyokyky.JobCoaching.FollowUps;

/// <summary>The day of an attempt has come and nobody has done anything yet: its owner finds it among those that are due, and it is told.</summary>
internal sealed class TellDueFollowUp(FollowUpKind followUps, UnitOfWork unitOfWork, Database database, IBusinessClock clock) : IDueWork
{
    public string Kind => FollowUpKind.DueKind;

    public async Task RunAsync(DueItem item, CancellationToken cancel)
    {
        var followUp = await database.OneAsync(FollowUpStore.ById(Guid.Parse(item.Key)), cancel);
        if (followUp!.FallDue(clock.Today) is { } fallen)
        {
            var commit = unitOfWork.SystemCommit(item.Call);
            await followUps.ApplyAsync(commit, followUp, fallen);
            await commit.SaveAsync();
        }
        else if (followUp is { FellDue: false, NextAttemptOn: { } due })
        {
            // An operator ran it before its time.
            await unitOfWork.SystemCommit(item.Call).Due(Kind, item.Key, FinnishTime.StartOf(due)).SaveAsync();
        }
    }
}
