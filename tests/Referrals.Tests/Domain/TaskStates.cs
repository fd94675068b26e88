using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.Domain;

namespace Tyokyky.Referrals.Tests.Domain;

/// <summary>Every state that a task can be in: its status, with all that may be under way beside it.</summary>
internal static class TaskStates
{
    public static DateTimeOffset Now { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static IEnumerable<TaskState> All() =>
        from status in Enum.GetValues<TaskStatus>()
        where status != TaskStatus.Unspecified
        from asked in (bool[])[false, true]
        from cancelling in (bool[])[false, true]
        from transferring in (bool[])[false, true]
        from linked in (bool[])[false, true]
        select new TaskState(status, asked, cancelling, transferring, linked);

    /// <summary>The action with what it needs.</summary>
    public static TaskStep Step(TaskAction action) => new(action, Now, "worker-1", "other")
    {
        Details = action switch
        {
            TaskAction.UpdateDraft => new DraftDetails("receiver", "coordination", null),
            TaskAction.ReviseTask => new RevisionDetails(Guid.NewGuid()),
            TaskAction.ReferOnward => new OnwardDetails(Guid.NewGuid()),
            TaskAction.OfferTransfer => new TransferDetails("third", ""),
            _ => null,
        },
    };
}

/// <param name="Asked">A question to the sender is open.</param>
/// <param name="Cancelling">The sender asked to cancel.</param>
/// <param name="Transferring">The task is offered to another organisation.</param>
/// <param name="Linked">A draft is incomplete; a rejected task is revised; an outcome is acknowledged.</param>
internal sealed record TaskState(TaskStatus Status, bool Asked = false, bool Cancelling = false, bool Transferring = false, bool Linked = false)
{
    public Referrals.Domain.Referral Make()
    {
        var then = TaskStates.Now.AddDays(-1);
        var referral = new Referrals.Domain.Referral
        {
            Id = Guid.NewGuid(),
            ClientId = Guid.NewGuid(),
            Sender = "sender",
            Reasons = ["wish-for-work"],
            Description = "",
            ReasonForClient = "Haluat töihin.",
            Urgency = Urgency.Routine,
            Programme = "",
            Municipality = "698",
            BirthDate = null,
            SubmittedAt = Status == TaskStatus.Draft ? null : then,
            RecordedAt = then,
        };
        var task = (Status == TaskStatus.Draft
            ? referral.Draft(Guid.NewGuid(), Linked ? "" : "receiver", "coordination", then)
            : referral.Request(Guid.NewGuid(), "sender", "receiver", "coordination", then)).Task;
        task.Status = Status;
        task.AcknowledgedAt = Linked ? then : null;
        task.Matters = new TaskMatters(
            Status == TaskStatus.OnHold ? new TaskPause(TaskStatus.Accepted, "health", null) : null,
            Asked ? new TaskQuestion("document-missing", "?", then) : null,
            Cancelling ? new TaskCancellation("need-ended", "", then, new DateOnly(2026, 3, 13)) : null)
        {
            Transfer = Transferring ? new Referrals.Domain.TaskTransfer(TransferState.Offered, "receiver", "third", "", "workload", "", then) : null,
            RevisedBy = Linked ? Guid.NewGuid() : null,
        };
        return referral;
    }
}
