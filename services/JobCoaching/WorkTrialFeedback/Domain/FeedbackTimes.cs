using Tyokyky.JobCoaching.Common;

namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>How long a link holds and when reminders are due, as the rows of a day say.</summary>
internal sealed record FeedbackTimes(int LinkDays, int ReminderDays, int MostReminders)
{
    private const string System = "work-trial-feedback-time";

    public static FeedbackTimes On(DateOnly day)
    {
        var (link, reminder) = (DatedRule.On(System, "link", day)!, DatedRule.On(System, "reminder", day)!);
        return new(link.Amount("days"), reminder.Amount("days"), reminder.Amount("most"));
    }
}
