namespace Tyokyky.Referrals.UseCases;

/// <summary>An entry was not confirmed in time: it is marked, and its maintainer is asked, again and again until somebody answers.</summary>
internal sealed class AskDirectoryMaintainer(OrganisationStore organisations, UnitOfWork unitOfWork, Database database, IBusinessClock clock) : IDueWork
{
    public string Kind => DirectoryChange.ConfirmationKind;

    public async Task RunAsync(DueItem item, CancellationToken cancel)
    {
        var entry = await database.OneAsync(DirectoryStore.ById(Guid.Parse(item.Key)), cancel);
        // Withdrawn or confirmed meanwhile, or run before its time.
        if (entry?.AskOn() is not { } day)
        {
            return;
        }

        if (day > clock.Today)
        {
            await unitOfWork.SystemCommit(item.Call).Due(Kind, item.Key, FinnishTime.StartOf(day)).SaveAsync();
            return;
        }

        var (asked, transition) = entry.Ask(clock.Today);
        var commit = unitOfWork.SystemCommit(item.Call).Guard(DirectoryStore.Update(asked, await organisations.NameAsync(asked.Details.Provider, cancel))).Transition(transition);
        await DirectoryChange.Tell(commit, entry, asked).SaveAsync();
    }
}
