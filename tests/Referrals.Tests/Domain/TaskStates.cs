using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.Domain;
using Tyokyky.ServiceDefaults;

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
        from planned in Enum.GetValues<Planned>()
        select new TaskState(status, asked, cancelling, transferring, linked, planned);

    /// <summary>What is told of an action by the side that may do it.</summary>
    public static string? Blocked(TaskAction action, Referrals.Domain.Referral referral) => TaskBlocks.Of(action, referral, referral.Tasks[0], SideOf(action), Now);

    /// <summary>The action with what it needs.</summary>
    public static TaskStep Step(TaskAction action) => new(action, Now, "worker-1", "other", Side: SideOf(action))
    {
        Details = action switch
        {
            TaskAction.UpdateDraft => new DraftDetails("receiver", "coordination", null),
            TaskAction.ReviseTask => new RevisionDetails(Guid.NewGuid()),
            TaskAction.ReferOnward => new OnwardDetails(Guid.NewGuid()),
            TaskAction.OfferTransfer => new TransferDetails("third", null),
            TaskAction.PlaceOnWaitList => new WaitingDetails(false),
            TaskAction.OfferAppointment or TaskAction.BookAppointment or TaskAction.ProposeHandover => new MeetingDetails([Now.AddDays(1)], 30, Mode.Phone),
            TaskAction.CompleteAppointment or TaskAction.RecordHandover => new MeetingDetails([], 0, Mode.Unspecified),
            _ => null,
        },
    };

    // Of two sides that may act, the receiver: the other proposed.
    private static Relation SideOf(TaskAction action) => TaskTable.RuleOf(action).By is var by && (by & Relation.Receiver) != 0 ? Relation.Receiver : by;
}

/// <summary>What is planned: wait list, appointment, hand-over.</summary>
internal enum Planned
{
    Nothing,
    Waiting,
    Offered,
    Booked,
    BookedAhead,
    Unattended,
    Cancelled,
    Held,
    HandoverProposed,
    HandoverProposedByReceiver,
    HandoverAgreed,
    HandoverAhead,
    HandoverHeld,
}

/// <param name="Asked">A question to the sender is open.</param>
/// <param name="Cancelling">The sender asked to cancel.</param>
/// <param name="Transferring">The task is offered to another organisation.</param>
/// <param name="Linked">A draft is incomplete; a rejected task is revised; an outcome is acknowledged.</param>
internal sealed record TaskState(TaskStatus Status, bool Asked = false, bool Cancelling = false, bool Transferring = false, bool Linked = false, Planned Planned = Planned.Nothing)
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
            Transfer = Transferring ? new Referrals.Domain.TaskTransfer(TransferState.Offered, "receiver", "third", null, "workload", "", then) : null,
            RevisedBy = Linked ? Guid.NewGuid() : null,
            Waiting = Planned == Planned.Waiting ? new TaskWaiting(then, "awaiting-capacity", false) : null,
            Appointment = AppointmentAt(then),
            Handover = HandoverAt(then),
        };
        return referral;
    }

    private Referrals.Domain.TaskAppointment? AppointmentAt(DateTimeOffset then)
    {
        var meeting = new Meeting(then, 30, Mode.InPerson, "");
        return Planned switch
        {
            Planned.Offered => new(AppointmentState.Offered, meeting, [then]),
            Planned.Booked => new(AppointmentState.Booked, meeting, []),
            Planned.BookedAhead => new(AppointmentState.Booked, meeting with { StartsAt = TaskStates.Now.AddDays(1) }, []),
            Planned.Unattended => new(AppointmentState.Unattended, meeting, []),
            Planned.Cancelled => new(AppointmentState.Cancelled, meeting, [], "client-wish"),
            Planned.Held => new(AppointmentState.Completed, meeting, []),
            _ => null,
        };
    }

    private Referrals.Domain.TaskHandover? HandoverAt(DateTimeOffset then)
    {
        var meeting = new Meeting(then, 30, Mode.InPerson, "");
        return Planned switch
        {
            Planned.HandoverProposed => new(HandoverState.Proposed, true, "sender", meeting),
            Planned.HandoverProposedByReceiver => new(HandoverState.Proposed, false, "receiver", meeting),
            Planned.HandoverAgreed => new(HandoverState.Agreed, true, "sender", meeting),
            Planned.HandoverAhead => new(HandoverState.Agreed, true, "sender", meeting with { StartsAt = TaskStates.Now.AddDays(1) }),
            Planned.HandoverHeld => new(HandoverState.Held, true, "sender", meeting, ClientPart.Present),
            _ => null,
        };
    }
}
