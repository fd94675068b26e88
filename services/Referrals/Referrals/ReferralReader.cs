using System.Collections.Concurrent;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Referrals;

/// <summary>A referral with its tasks, and what each organisation's own system calls it.</summary>
internal sealed record FoundReferral(Referral Referral, IReadOnlyList<OwnReference> References) : IKept
{
    public Guid ClientId => Referral.ClientId;

    public Guid ObjectId => Referral.Id;

    public long Version => Referral.Version;

    /// <summary>What each organisation sees of it, once one of its own has looked.</summary>
    public ConcurrentDictionary<string, SeenReferral> Seen { get; } = new();

    public Relation RelationOf(Caller caller) => Referral.RelationOf(caller);
}

/// <summary>A referral as it is shown, with the names of that time.</summary>
internal sealed record SeenReferral(Proto.Referral Referral, OrganisationCopy Names);

/// <summary>Shows referrals, the most frequent read. A referral's version changes with its tasks and its references too.</summary>
internal sealed class ReferralReader
{
    private readonly Database database;
    private readonly KeptObjects<FoundReferral> referrals;

    public ReferralReader(Database database, AccessLog accessLog)
    {
        this.database = database;
        referrals = new("referral", accessLog, ReadAsync);
    }

    /// <summary>The referral with all its tasks, with the caller's row in the access log; only for those who look.</summary>
    public Task<FoundReferral> ShowAsync(Guid id, Call call) => referrals.ShowAsync(id, call);

    /// <summary>The referral as it is now, or null; whoever shows it leaves the row.</summary>
    public Task<FoundReferral?> FindAsync(Guid id, CancellationToken cancel) => referrals.FindAsync(id, cancel);

    private async Task<IReadOnlyDictionary<Guid, FoundReferral>> ReadAsync(Guid[] ids, CancellationToken cancel)
    {
        var (referrals, tasks, references) = await database.ManyAsync(ReferralStore.ByIds(ids), ReferralStore.TasksOf(ids), ExternalReferences.Of(ids), cancel);
        var tasksOf = tasks!.ToLookup(task => task.ReferralId);
        var referencesOf = references!.ToLookup(own => own.ObjectId);
        return referrals!.ToDictionary(one => one.Id, one => new FoundReferral(one.Of(tasksOf[one.Id]), [.. referencesOf[one.Id]]));
    }
}
