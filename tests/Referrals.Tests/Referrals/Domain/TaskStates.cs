using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Referrals;
using Tyokyky.ServiceDefaults;
using Referral = Tyokyky.Referrals.Referrals.Referral;
using TaskTransfer = Tyokyky.Referrals.Referrals.TaskTransfer;
using TaskAppointment = Tyokyky.Referrals.Referrals.TaskAppointment;
using TaskHandover = Tyokyky.Referrals.Referrals.TaskHandover;

namespace Tyokyky.Referrals.Tests.Referrals.Domain;

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
    public static string? Blocked(TaskAction action, Referral referral) => TaskBlocks.Of(action, referral, referral.Tasks[0], SideOf(action), Now);

    /// <summary>The action with what it needs.</summary>
    public static TaskStep Step(TaskAction action) => new(action, Now, "worker-1", "other", Side: SideOf(action))
    {
        Organisation = "receiver",
        Details = action switch
        {
            TaskAction.UpdateDraft => new DraftDetails("receiver", "coordination", null),
            TaskAction.AssignTask => new AssignmentDetails(null),
            TaskAction.ReviseTask => new RevisionDetails(Guid.NewGuid()),
            TaskAction.ReferOnward => new OnwardDetails(Guid.NewGuid()),
            TaskAction.SubmitDraft => new SubmissionDetails(Ask("receiver")),
            TaskAction.OfferTransfer => new TransferDetails(Ask("third"), null),
            TaskAction.PlaceOnWaitList => new WaitingDetails(false),
            TaskAction.OfferAppointment or TaskAction.BookAppointment or TaskAction.ProposeHandover => new MeetingDetails([Now.AddDays(1)], 30, Mode.Phone),
            TaskAction.CompleteAppointment or TaskAction.RecordHandover => new MeetingDetails([], 0, Mode.Unspecified),
            _ => null,
        },
    };

    /// <summary>An organisation that may be asked.</summary>
    public static Asked Ask(string receiver, string service = "coordination") =>
        Asked.Of([new(receiver, receiver, "municipality", [], [service], 1)], service, voluntarinessTold: true, forbidden: null, DateOnly.FromDateTime(Now.Date));

    // Of two sides that may act, the receiver: the other proposed.
    private static Relation SideOf(TaskAction action) => TaskTable.RuleOf(action).By is var by && (by & Relation.Receiver) != 0 ? Relation.Receiver : by;
}

/// <summary>Who is who in a task.</summary>
internal sealed record TaskParties(string Sender, string Receiver, string Third, Guid ClientId);

/// <summary>What is planned: wait list, appointment, hand-over.</summary>
internal enum Planned
{
    Nothing,
    SeveralAsked,
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
    public Referral Make() => Make(new TaskParties("sender", "receiver", "third", Guid.NewGuid()), TaskStates.Now);

    public Referral Make(TaskParties parties, DateTimeOffset now)
    {
        var then = now.AddDays(-1);
        var referral = new Referral
        {
            Id = Guid.NewGuid(),
            ClientId = parties.ClientId,
            Sender = parties.Sender,
            Reasons = ["wish-for-work"],
            Description = "",
            ReasonForClient = "Haluat töihin.",
            Urgency = Urgency.Routine,
            Programme = "",
            Municipality = "698",
            BirthDate = null,
            Background = ClientBackground.Unknown,
            SubmittedAt = Status == TaskStatus.Draft ? null : then,
            RecordedAt = then,
        };
        var begun = (Status == TaskStatus.Draft
            ? referral.Draft(Guid.NewGuid(), Linked ? "" : parties.Receiver, "coordination", then)
            : referral.Request(Guid.NewGuid(), parties.Sender, TaskStates.Ask(parties.Receiver), then)).Referral;
        var task = begun.Tasks[0] with
        {
            Status = Status,
            AcknowledgedAt = Linked ? then : null,
            Matters = new TaskProgress(
                Status == TaskStatus.OnHold ? new TaskPause(TaskStatus.Accepted, "health", null) : null,
                Asked ? new TaskQuestion("document-missing", "?", then) : null,
                Cancelling ? new TaskCancellation("need-ended", "", then, new DateOnly(2026, 3, 13)) : null)
            {
                Transfer = Transferring ? new TaskTransfer(TransferState.Offered, parties.Receiver, parties.Third, null, "workload", "", then) : null,
                RevisedBy = Linked ? Guid.NewGuid() : null,
                Waiting = Planned == Planned.Waiting ? new TaskWaiting(then, "awaiting-capacity", false) : null,
                Appointment = AppointmentAt(then, now.AddDays(1)),
                Handover = HandoverAt(parties, then, now.AddDays(1)),
                Pool = Planned == Planned.SeveralAsked ? new TaskPool([parties.Receiver, parties.Third], []) : null,
            },
        };
        return begun.Of([task.IsPooled ? task with { Receiver = "" } : task]);
    }

    private TaskAppointment? AppointmentAt(DateTimeOffset then, DateTimeOffset ahead)
    {
        var meeting = new Meeting(then, 30, Mode.InPerson, "");
        return Planned switch
        {
            Planned.Offered => new(AppointmentState.Offered, meeting with { StartsAt = ahead }, [ahead]),
            Planned.Booked => new(AppointmentState.Booked, meeting, []),
            Planned.BookedAhead => new(AppointmentState.Booked, meeting with { StartsAt = ahead }, []),
            Planned.Unattended => new(AppointmentState.Unattended, meeting, []),
            Planned.Cancelled => new(AppointmentState.Cancelled, meeting, [], "client-wish"),
            Planned.Held => new(AppointmentState.Completed, meeting, []),
            _ => null,
        };
    }

    private TaskHandover? HandoverAt(TaskParties parties, DateTimeOffset then, DateTimeOffset ahead)
    {
        var meeting = new Meeting(then, 30, Mode.InPerson, "");
        return Planned switch
        {
            Planned.HandoverProposed => new(HandoverState.Proposed, true, parties.Sender, meeting),
            Planned.HandoverProposedByReceiver => new(HandoverState.Proposed, false, parties.Receiver, meeting),
            Planned.HandoverAgreed => new(HandoverState.Agreed, true, parties.Sender, meeting),
            Planned.HandoverAhead => new(HandoverState.Agreed, true, parties.Sender, meeting with { StartsAt = ahead }),
            Planned.HandoverHeld => new(HandoverState.Held, true, parties.Sender, meeting, ClientPart.Present),
            _ => null,
        };
    }
}
