using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Whose turn it is in a task, what is to be done, and by which day.</summary>
internal sealed record TaskNextAction(string Action, Relation By, DateOnly DueOn)
{
    /// <summary>Null where nothing is waited for, or nothing has a day.</summary>
    public static TaskNextAction? Of(ReferralTask task, AreaAgreements area) => task switch
    {
        { RequestedAt: null } => null,
        { Status: TaskStatus.Completed or TaskStatus.Failed, AcknowledgedAt: null, EndedAt: { } ended } =>
            new("acknowledge-outcome", Relation.Sender, Within("outcome-acknowledgement", ended, area)),
        { HasEnded: true } => null,
        { Matters.Question: { AnsweredAt: null } question } => new("answer-information", Relation.Sender, Within("information-answer", question.AskedAt, area)),
        { Matters.Cancellation: { } asked } => new("answer-cancellation", Relation.Receiver, asked.ConfirmedAfter),
        { Status: TaskStatus.Requested, RequestedAt: { } requested } => new("decide-task", Relation.Receiver, Within("task-reply", requested, area)),
        { Status: TaskStatus.OnHold, Matters.Hold.ResumeOn: { } resume } => new("resume-task", Relation.Receiver, resume),
        _ => null,
    };

    private static DateOnly Within(string limit, DateTimeOffset since, AreaAgreements area) => TimeLimits.LastDay(limit, FinnishTime.DayOf(since), area);
}
