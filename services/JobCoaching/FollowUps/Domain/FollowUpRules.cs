using Tyokyky.JobCoaching.Common;
using Tyokyky.JobCoaching.Results;

namespace Tyokyky.JobCoaching.FollowUps;

/// <summary>Which follow-ups a result has: a dated row of code system "follow-up-rule", by the kind of result.</summary>
internal static class FollowUpRules
{
    public const string System = "follow-up-rule";

    /// <summary>Those of a result as it now is; none of a mistake, nor of what did not begin or end yet that they are counted from.</summary>
    public static IReadOnlyList<DueFollowUp> Of(Result result)
    {
        var code = ResultRules.Of(result.Type).Code;
        if (result.State == ResultState.EnteredInError || DatedRule.On(System, code, result.Details.StartedOn) is not { } begun)
        {
            return [];
        }

        return begun.Word("from") == "start" ? Of(begun, result.Details.StartedOn)
            : result.Details.EndedOn is { } ended ? Of(DatedRule.On(System, code, ended)!, ended)
            : [];
    }

    private static DueFollowUp[] Of(DatedRule rule, DateOnly from) =>
    [
        .. rule.Amounts("months").Select(months => new DueFollowUp(
            months, from, from.AddMonths(months), rule.Amount("early-days"), rule.Amount("attempts"), rule.Amount("business-days"))),
    ];
}

/// <summary>A follow-up that a result should have.</summary>
internal sealed record DueFollowUp(int Months, DateOnly From, DateOnly On, int EarlyDays, int MaxAttempts, int AttemptBusinessDays);
