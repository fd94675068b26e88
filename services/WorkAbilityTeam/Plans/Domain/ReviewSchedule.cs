using Tyokyky.WorkAbilityTeam.Common;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>What a plan's reviews are counted from, those that were held, and the times without.</summary>
internal sealed record ReviewLog(ReviewCount[] Counts, HeldReview[] Reviews, ReviewPause[] Pauses)
{
    public static ReviewLog Empty { get; } = new([], [], []);

    public DateOnly? LastReview => Reviews.Where(review => review.ErrorReason.Length == 0).Select(review => (DateOnly?)review.On).Max();
}

/// <summary>From that day the next review is counted: a version was made, or a review held.</summary>
/// <param name="Agreed">The day agreed for it. Absent: the rule counts.</param>
/// <param name="Kinds">The statutory plans that the version linked to.</param>
internal sealed record ReviewCount(DateOnly On, DateOnly? Agreed, string[] Kinds, Guid? ReviewId);

/// <summary>A review (tarkistus).</summary>
internal sealed record HeldReview(Guid Id, DateOnly On, int Version, GoalRating[] Goals, string Note, DateOnly? Next, string ErrorReason = "");

/// <summary>How far a goal was attained, as somebody says.</summary>
internal sealed record GoalRating(Guid GoalId, GoalAttainment Attainment, AttainmentRater Rater, string Comment);

/// <summary>A time without review, first and last day.</summary>
internal sealed record ReviewPause(DateOnly From, DateOnly Until, string Reason);

/// <summary>How a plan's review stands on a day.</summary>
/// <param name="LatestOn">The latest day that the law of a linked plan allows.</param>
/// <param name="Rule">What counts: where the law's day is the earlier one, its rule.</param>
internal sealed record ScheduledReview(
    ReviewStanding Standing, DateOnly? DueOn, DateOnly CountedFrom, DateOnly? AgreedOn, DateOnly? LatestOn, DatedAmount Rule, ReviewPause? Pause);

/// <summary>
/// When a plan is to be reviewed: on the day that was agreed, or by the rule of the day from which it is counted, and no later than the law of a statutory
/// plan that it links to allows; on a business day, so that somebody is there to do it. The same for a day whenever it is asked.
/// </summary>
internal static class ReviewSchedule
{
    public static ScheduledReview On(ReviewLog log, DateOnly? endedOn, DateOnly day)
    {
        // The first one counts where the day is before every one, and of one day's the one recorded last.
        var count = log.Counts.Where(one => one.On <= day).OrderBy(one => one.On).LastOrDefault() ?? log.Counts.MinBy(one => one.On)!;
        var usual = ReviewRules.Interval(count.On);
        var lawful = count.Kinds.Select(kind => ReviewRules.Of(kind, count.On)).OfType<DatedAmount>().OrderBy(rule => rule.Amount).FirstOrDefault();
        DateOnly? latest = lawful is null ? null : count.On.AddMonths(lawful.Amount);
        var wanted = count.Agreed ?? count.On.AddMonths(usual.Amount);
        var isLawful = latest < wanted;
        var due = BusinessDayUpTo(isLawful ? latest!.Value : wanted, count.On);

        var pauses = log.Pauses.Where(pause => pause.From <= day).OrderBy(pause => pause.From).ToArray();
        foreach (var pause in pauses.Where(pause => pause.Until >= count.On))
        {
            if (pause.From <= due && due <= pause.Until)
            {
                due = FinnishCalendar.AddBusinessDays(pause.Until, 1);
            }
        }

        var under = Array.FindLast(pauses, pause => pause.Until >= day);
        var standing = endedOn <= day ? ReviewStanding.Ended
            : under is not null ? ReviewStanding.Exempt
            : day > due ? ReviewStanding.Overdue
            : day >= FinnishCalendar.SubtractBusinessDays(due, ReviewRules.Warning(due).Amount) ? ReviewStanding.DueSoon
            : ReviewStanding.Ahead;
        return new ScheduledReview(
            standing, standing == ReviewStanding.Ended ? null : due, count.On, count.Agreed, latest, isLawful ? lawful! : usual, under);
    }

    // The day itself or the last business day before it; the first one after the day counted from, where there is none between.
    private static DateOnly BusinessDayUpTo(DateOnly day, DateOnly after)
    {
        var due = FinnishCalendar.IsBusinessDay(day) ? day : FinnishCalendar.SubtractBusinessDays(day, 1);
        return due > after ? due : FinnishCalendar.AddBusinessDays(after, 1);
    }
}
