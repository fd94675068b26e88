namespace Tyokyky.Sandbox.Caseload;

/// <summary>The days between which a caseload happens: a pilot's, long enough ago that nothing of it lies ahead.</summary>
internal static class Calendar
{
    public static readonly DateOnly FirstReferral = new(2020, 3, 2);

    public static readonly DateOnly LastReferral = new(2021, 8, 31);

    /// <summary>No job, trial or study begins later.</summary>
    public static readonly DateOnly LastBeginning = new(2022, 12, 15);

    public static readonly DateOnly End = new(2023, 3, 31);

    private static readonly DateOnly FirstMeeting = new(2020, 1, 7);

    public static DateOnly Anywhere(Dice dice) =>
        Weekday(FirstReferral.AddDays(dice.Between(0, LastReferral.DayNumber - FirstReferral.DayNumber)));

    /// <summary>That day, or the Monday after a weekend.</summary>
    public static DateOnly Weekday(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    /// <summary>The team meets every second Tuesday.</summary>
    public static DateOnly MeetingFrom(DateOnly day) =>
        FirstMeeting.AddDays((day.DayNumber - FirstMeeting.DayNumber + 13) / 14 * 14);
}
