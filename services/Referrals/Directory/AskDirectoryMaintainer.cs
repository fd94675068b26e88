using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Directory;

/// <summary>An entry was not confirmed in time: it is marked, and its maintainer is asked, again and again until somebody answers.</summary>
internal sealed class AskDirectoryMaintainer(
    DirectoryEntryKind entries, AgreedRows agreements, UnitOfWork unitOfWork, Database database, IBusinessClock clock) : IDueWork
{
    public string Kind => DirectoryEntryKind.Confirmation;

    public async Task RunAsync(DueItem item, CancellationToken cancel)
    {
        var entry = await database.OneAsync(DirectoryStore.ById(Guid.Parse(item.Key)), cancel);
        // Withdrawn or confirmed meanwhile, or run before its time.
        if (entry?.AskOn(agreements.OfOrganisation(entry.MaintainerOrganisation)) is not { } day)
        {
            return;
        }

        if (day > clock.Today)
        {
            await unitOfWork.SystemCommit(item.Call).Due(Kind, item.Key, FinnishTime.StartOf(day)).SaveAsync();
            return;
        }

        var commit = unitOfWork.SystemCommit(item.Call);
        await entries.ApplyAsync(commit, entry, entry.Ask(clock.Today));
        await commit.SaveAsync();
    }
}
