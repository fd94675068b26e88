namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>A period, both days within.</summary>
internal readonly record struct Period(DateOnly From, DateOnly To)
{
    private const int DaysOfWeek = 7;

    /// <summary>
    /// Whether something happened in every week from Monday to Sunday, and in every calendar month, that the period has whole; in a period too short to
    /// have one, whether it happened at all.
    /// </summary>
    public IReadOnlyList<string> ReviewsOf(IEnumerable<DateOnly> days)
    {
        var reviewed = days.ToHashSet();
        // Once a week is more than once a month.
        return IsInEvery(Weeks(), reviewed) ? [Measures.WeeklyReview, Measures.MonthlyReview]
            : IsInEvery(Months(), reviewed) ? [Measures.MonthlyReview]
            : [];
    }

    private static bool IsInEvery(IEnumerable<(DateOnly First, DateOnly Last)> spans, HashSet<DateOnly> days) =>
        days.Count > 0 && spans.All(span => days.Any(day => day >= span.First && day <= span.Last));

    private IEnumerable<(DateOnly First, DateOnly Last)> Weeks()
    {
        var monday = From.AddDays((DaysOfWeek + (int)DayOfWeek.Monday - (int)From.DayOfWeek) % DaysOfWeek);
        for (; monday.AddDays(DaysOfWeek - 1) <= To; monday = monday.AddDays(DaysOfWeek))
        {
            yield return (monday, monday.AddDays(DaysOfWeek - 1));
        }
    }

    private IEnumerable<(DateOnly First, DateOnly Last)> Months()
    {
        var first = From.Day == 1 ? From : new DateOnly(From.Year, From.Month, 1).AddMonths(1);
        for (; first.AddMonths(1).AddDays(-1) <= To; first = first.AddMonths(1))
        {
            yield return (first, first.AddMonths(1).AddDays(-1));
        }
    }
}
