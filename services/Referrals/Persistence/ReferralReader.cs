using System.Collections.Concurrent;
using Tyokyky.Records;

namespace Tyokyky.Referrals.Persistence;

/// <summary>A referral with its tasks, and what each organisation's own system calls it.</summary>
internal sealed record FoundReferral(Referral Referral, IReadOnlyList<OwnReference> References);

/// <summary>
/// Reads referrals to be shown, the most frequent read: calls at the same moment share it, and what was read before is only read again when
/// its version is another. The database is asked for the version each time, so that nobody sees what is no more.
/// </summary>
internal sealed class ReferralReader
{
    // A few kilobytes each; emptied when full, since what is read is read again soon.
    private const int MostKept = 5000;

    private readonly ConcurrentDictionary<Guid, FoundReferral> kept = new();
    private readonly Database database;
    private readonly SharedRead<Guid, FoundReferral> reads;

    public ReferralReader(Database database)
    {
        this.database = database;
        reads = new(ReadAsync);
    }

    /// <summary>The referral with all its tasks, or null; only for those who look.</summary>
    public Task<FoundReferral?> FindAsync(Guid id, CancellationToken cancel) => reads.FindAsync(id, cancel);

    private async Task<IReadOnlyDictionary<Guid, FoundReferral>> ReadAsync(Guid[] ids, CancellationToken cancel)
    {
        var found = new Dictionary<Guid, FoundReferral>(ids.Length);
        var changed = new List<Guid>();
        foreach (var (id, version) in await database.ListAsync(ReferralStore.Versions(ids), cancel))
        {
            if (kept.TryGetValue(id, out var before) && before.Referral.Version == version) { found.Add(id, before); }
            else { changed.Add(id); }
        }

        if (changed.Count > 0) { await ReadWholeAsync([.. changed], found, cancel); }
        return found;
    }

    private async Task ReadWholeAsync(Guid[] ids, Dictionary<Guid, FoundReferral> found, CancellationToken cancel)
    {
        var (referrals, tasks, references) = await database.ManyAsync(ReferralStore.ByIds(ids), ReferralStore.TasksOf(ids), ExternalReferences.Of(ids), cancel);
        foreach (var referral in referrals!)
        {
            referral.Tasks.AddRange(tasks!.Where(task => task.ReferralId == referral.Id));
            var whole = new FoundReferral(referral, [.. references!.Where(own => own.ObjectId == referral.Id)]);
            found.Add(referral.Id, whole);
            if (kept.Count >= MostKept) { kept.Clear(); }
            kept[referral.Id] = whole;
        }
    }
}
