namespace Tyokyky.JobCoaching.Results;

/// <summary>What a kind of result must have, may have and has not: the same whether it is recorded or corrected.</summary>
internal static class ResultChecks
{
    private const int LongestWeek = 60;

    /// <summary>Of a coaching, or of a client without one; the coaching has its programme already.</summary>
    public static Check CoachingOrClient(this Check check, string coachingId, string clientId, string programme) => check
        .That(
            coachingId.Length > 0 != clientId.Length > 0, coachingId.Length > 0 ? "client_id" : "coaching_id", "COACHING_OR_CLIENT",
            "a coaching, or a client without one")
        .That(programme.Length == 0 || coachingId.Length == 0, "programme", "ONLY_WITHOUT_COACHING", "empty: a coaching has its programme");

    public static Check WeeklyHours(this Check check, int hours) =>
        check.That(hours is >= 1 and <= LongestWeek, "weekly_hours", "WEEKLY_HOURS_OUT_OF_RANGE", $"1 to {LongestWeek} hours a week");

    public static Check Result(this Check check, ResultType type, Proto.ResultDetails? details, IBusinessClock clock)
    {
        if (details is null || !ResultRules.Knows(type))
        {
            return check;
        }

        var (rule, day) = (ResultRules.Of(type), clock.CodeDay(details.StartedOn));
        return check.Within("details", details, (told, of) => told
            .OptionalDay("started_on", of.StartedOn, started => rule.IsJob || started <= clock.Today, "DAY_IN_FUTURE", "a day not in the future")
            .Days(rule, of)
            .Employer(rule, of)
            .That(rule.HasPlace || of.Place.Length == 0, "place", "NOT_OF_THIS_KIND", "empty for this kind")
            .Detail(rule, "study_level", of.StudyLevel, day)
            .Detail(rule, "rehabilitation_path", of.RehabilitationPath, day)
            .Work(rule, of)
            .End(rule, of, clock));
    }

    private static Check Days(this Check check, ResultRule rule, Proto.ResultDetails of)
    {
        _ = rule.NeedsLastDay switch
        {
            null => check.That(of.EndsOn is null, "ends_on", "NOT_OF_THIS_KIND", "absent for this kind"),
            true => check.Required("ends_on", of.EndsOn),
            _ => check,
        };
        return check.OptionalPeriod(of.StartedOn, of.EndsOn, "started_on", "ends_on", "DAY_BEFORE_START");
    }

    private static Check Employer(this Check check, ResultRule rule, Proto.ResultDetails of) => rule.HasEmployer
        ? check.Uuid("employer_id", of.EmployerId)
        : check.That(of.EmployerId.Length == 0, "employer_id", "NOT_OF_THIS_KIND", "empty for this kind");

    private static Check Detail(this Check check, ResultRule rule, string field, string value, DateOnly day) => rule.Detail.Field == field
        ? check.Code(field, value, rule.Detail.System, day)
        : check.That(value.Length == 0, field, "NOT_OF_THIS_KIND", "empty for this kind");

    private static Check Work(this Check check, ResultRule rule, Proto.ResultDetails of)
    {
        if (!rule.HasWork)
        {
            return check.That(of.Work is null, "work", "NOT_OF_THIS_KIND", "absent for this kind");
        }

        return rule.IsJob
            ? check.Required("work", of.Work).Within("work", of.Work, static (work, told) => work
                .Specified("contract", told.Contract)
                .WeeklyHours(told.WeeklyHours)
                .Occupation("occupation", told.Occupation))
            : check.Within("work", of.Work, static (work, told) => work
                .That(told.Contract == Contract.Unspecified, "contract", "NOT_OF_THIS_KIND", "unspecified for this kind")
                .That(
                    told.WeeklyHours is >= 0 and <= LongestWeek, "weekly_hours", "WEEKLY_HOURS_OUT_OF_RANGE",
                    $"1 to {LongestWeek} hours a week, or 0: not told")
                .That(
                    told.Occupation.Length == 0 || Contracts.Occupation.IsValid(told.Occupation), "occupation", "OCCUPATION_INVALID",
                    "empty, or an ISCO-08 code of one to four digits")
                .That(!told.PaySubsidised, "pay_subsidised", "NOT_OF_THIS_KIND", "false for this kind"));
    }

    private static Check End(this Check check, ResultRule rule, Proto.ResultDetails of, IBusinessClock clock) => of.EndedOn is null
        ? check
            .That(of.EndReason.Length == 0, "end_reason", "ONLY_WITH_END", "empty without ended_on")
            .That(of.Outcome.Length == 0, "outcome", "ONLY_WITH_END", "empty without ended_on")
        : check
            .OptionalPeriod(of.StartedOn, of.EndedOn, "started_on", "ended_on", "DAY_BEFORE_START")
            .Code("end_reason", of.EndReason, rule.EndReasons, clock.CodeDay(of.EndedOn))
            .OptionalCode("outcome", of.Outcome, "result-outcome", clock.CodeDay(of.EndedOn));
}
