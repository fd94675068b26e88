using System.Globalization;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Directory;

/// <summary>Fills the directory with what it begins with; planned once by the migration that names the content's day. It is no news: nobody is told.</summary>
internal sealed class SeedDirectory(UnitOfWork unitOfWork) : IDueWork
{
    public string Kind => "directory-seed";

    public async Task RunAsync(DueItem item, CancellationToken cancel)
    {
        var commit = unitOfWork.SystemCommit(item.Call);
        foreach (var entry in DirectorySeed.Of(DateOnly.ParseExact(item.Key, "yyyy-MM-dd", CultureInfo.InvariantCulture)))
        {
            commit.Add(DirectoryStore.Insert(entry, ""))
                .Transition(new Transition(entry.ObjectType, entry.Id, "", "published", FinnishTime.StartOf(entry.UpdatedOn), Note: entry.Details.Source))
                .Due(DirectoryEntryKind.Confirmation, entry.Id.ToString(), FinnishTime.StartOf(entry.AskOn(AreaAgreements.None)!.Value));
        }

        await commit.SaveAsync();
    }
}
