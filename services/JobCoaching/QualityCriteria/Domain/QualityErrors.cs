using System.Globalization;

namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>How quality criteria refuse.</summary>
internal static class QualityErrors
{
    public static DomainException Blocked(string reason, Review review) =>
        new(ErrorKind.FailedPrecondition, reason, $"The review is {StateCode.Of(review.State)}.", ("state", StateCode.Of(review.State)))
        {
            Preconditions = [new Precondition("QUALITY_REVIEW_STATE", review.Id.ToString(), reason)],
        };

    public static DomainException ItemsMissing(Review review, int[] items) =>
        new(
            ErrorKind.FailedPrecondition,
            "ITEMS_MISSING",
            "Every item needs a score, or why it is not applicable.",
            ("items", string.Join(',', items.Select(item => item.ToString(CultureInfo.InvariantCulture)))))
        {
            Preconditions = [new Precondition("QUALITY_REVIEW_STATE", review.Id.ToString(), "ITEMS_MISSING")],
        };

    public static DomainException SetsDiffer(Review first, Review second) =>
        new(
            ErrorKind.FailedPrecondition,
            "SETS_DIFFER",
            "Only reviews of the same version of the same set are compared.",
            ("first", $"{first.Set} {first.Edition}"),
            ("second", $"{second.Set} {second.Edition}"))
        {
            Preconditions = [new Precondition("QUALITY_REVIEW", second.Id.ToString(), "SETS_DIFFER")],
        };

    public static DomainException NotComputable(int item, string reason) =>
        new(
            ErrorKind.FailedPrecondition,
            "ITEM_NOT_COMPUTABLE",
            "Operations cannot tell the item's score: score it on other evidence.",
            ("item", item.ToString(CultureInfo.InvariantCulture)),
            ("reason", reason))
        {
            Preconditions = [new Precondition("QUALITY_ITEM", item.ToString(CultureInfo.InvariantCulture), "ITEM_NOT_COMPUTABLE")],
        };

    public static DomainException SetUnknown(DateOnly day) =>
        DomainException.Field("set", "SET_UNKNOWN", "a set, and a version of it, in use on the day", ("day", PagingKeys.DayKey(day)));

    public static DomainException ItemUnknown() => DomainException.Field("item", "ITEM_UNKNOWN", "the number of an item of the review's set");

    public static DomainException EvidenceNotOfItem(int index, string[] types) =>
        DomainException.Field(
            $"evidence[{index.ToString(CultureInfo.InvariantCulture)}].type", "EVIDENCE_NOT_OF_ITEM", $"one of {string.Join(", ", types)}");

    public static DomainException DayBeforeStart(DateOnly start) =>
        DomainException.Field("finished_on", "DAY_BEFORE_START", "a day not before the review was started", ("not_before", PagingKeys.DayKey(start)));
}
