using Tyokyky.WorkAbilityTeam.Common;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>How often plans are reviewed: the dated rows of code system plan-review-rule.</summary>
internal static class ReviewRules
{
    /// <summary>The rule where no law says anything.</summary>
    public const string Usual = "usual-interval";

    /// <summary>Months between reviews where no day is agreed.</summary>
    public static DatedAmount Interval(DateOnly day) => Of(Usual, day)!;

    /// <summary>Business days before the due day from which it is soon.</summary>
    public static DatedAmount Warning(DateOnly day) => Of("warning", day)!;

    /// <summary>The rule of that code on a day; null: there is none of that code.</summary>
    public static DatedAmount? Of(string code, DateOnly day) => DatedAmounts.On("plan-review-rule", code, day);
}
