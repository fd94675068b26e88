using Tyokyky.Records;

namespace Tyokyky.Referrals.Persistence;

/// <summary>A referral with its tasks, and what each organisation's own system calls it.</summary>
internal sealed record FoundReferral(Referral Referral, IReadOnlyList<OwnReference> References);

/// <summary>Reads referrals to be shown: the most frequent read, so calls at the same moment share it.</summary>
internal sealed class ReferralReader
{
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
        var (referrals, tasks, references) = await database.ManyAsync(ReferralStore.ByIds(ids), ReferralStore.TasksOf(ids), ExternalReferences.Of(ids), cancel);
        var found = referrals!.ToDictionary(referral => referral.Id, referral => new FoundReferral(referral, [.. references!.Where(own => own.ObjectId == referral.Id)]));
        foreach (var task in tasks!)
        {
            found[task.ReferralId].Referral.Tasks.Add(task);
        }

        return found;
    }
}
