namespace Tyokyky.JobCoaching.BenefitsCounselling;

/// <summary>What requests on counselling have in common.</summary>
internal static class CounsellingChecks
{
    public static Check Counselling(this Check check, CounsellingDetails? details, IBusinessClock clock)
    {
        var day = clock.CodeDay(details?.CounselledOn);
        return check.Within("details", details, (told, of) => told
            .OptionalDay("counselled_on", of.CounselledOn, on => on <= clock.Today, "DAY_IN_FUTURE", "a day not in the future")
            .Change(of, day)
            .Codes("topics", of.Topics, "counselling-topic", day)
            .That(of.Topics.Distinct().Count() == of.Topics.Count, "topics", "VALUE_TWICE", "each topic once")
            .OptionalCode("given_by", of.GivenBy, "counselling-giver", day)
            .OptionalCode("choice", of.Choice, "counselling-choice", day)
            .Income("question", of.Question, of.Question?.OnDay is null ? day : clock.CodeDay(of.Question.OnDay)));
    }

    /// <summary>A question by the rules of that day.</summary>
    public static Check Income(this Check check, string field, Proto.IncomeQuestion? question, DateOnly day) =>
        check.Within(field, question, (asked, of) => asked
        .OptionalDay("on_day", of.OnDay)
        .That(day >= IncomeRules.FirstDay, "on_day", "DAY_OUTSIDE_RULES", $"a day not before {IncomeRules.FirstDay:yyyy-MM-dd}")
        .OptionalMoney("wage_before", of.WageBefore)
        .OptionalMoney("wage_after", of.WageAfter)
        .Each("benefits", of.Benefits, (each, benefit) => each
            .OptionalCode("benefit", benefit.Benefit, "benefit", day)
            .OptionalMoney("monthly", benefit.Monthly))
        .That(of.Benefits.DistinctBy(one => one.Benefit).Count() == of.Benefits.Count, "benefits", "VALUE_TWICE", "each benefit once")
        .That(
            of.Benefits.Count(one => IncomeRules.Knows(one.Benefit, IncomeEstimate.Adjustment)) <= 1, "benefits", "BENEFITS_EXCLUDE_EACH_OTHER",
            "at most one unemployment benefit"));

    /// <summary>Refuses a job that is not the client's.</summary>
    public static async ValueTask RequireJobAsync(this Database database, Counselling counselling, CancellationToken cancel)
    {
        if (counselling.Told.JobId is { } job
            && await database.OneAsync(CounsellingStore.Job(job, counselling.Client.Id, counselling.Organisation), cancel) is null)
        {
            throw CounsellingErrors.JobUnknown();
        }
    }

    private static Check Change(this Check check, CounsellingDetails of, DateOnly day) => of.Occasion == CounsellingOccasion.AtChange
        ? check.Code("change", of.Change, "counselling-change", day)
        : check.That(of.Change.Length == 0, "change", "NOT_AT_THIS_OCCASION", "empty before a job");
}
