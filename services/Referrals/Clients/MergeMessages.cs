using Google.Protobuf.WellKnownTypes;

namespace Tyokyky.Referrals.Clients;

/// <summary>A merge as the contract and the facts tell it.</summary>
internal static class MergeMessages
{
    public static Merge ToMessage(this ClientMerge merge) => new()
    {
        MergeId = merge.Id.ToString(),
        KeptClientId = merge.Kept.ToString(),
        MergedClientId = merge.Merged.ToString(),
        Reason = merge.Reason,
        MergedBy = merge.MergedBy,
        MergedAt = merge.MergedAt.ToTimestamp(),
        SplitAt = merge.SplitAt?.ToTimestamp(),
    };

    public static ClientsMerged Fact(this ClientMerge merge) =>
        new() { MergeId = merge.Id.ToString(), KeptClientId = merge.Kept.ToString(), MergedClientId = merge.Merged.ToString() };
}
