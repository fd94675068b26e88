using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.Referrals.Referrals;

/// <summary>What is under way in a task beside its status, and what it is linked with; kept whole and never searched.</summary>
internal sealed record TaskProgress(TaskPause? Hold = null, TaskQuestion? Question = null, TaskCancellation? Cancellation = null)
{
    /// <summary>As every task begins.</summary>
    public static TaskProgress Nothing { get; } = new();

    public TaskTransfer? Transfer { get; init; }

    /// <summary>Who was asked at the same time, when there were several.</summary>
    public TaskPool? Pool { get; init; }

    /// <summary>The unit of the receiver that has it, if a transfer named one.</summary>
    public ReceivingUnit? Unit { get; init; }

    /// <summary>The receiver's professional who has it.</summary>
    public TaskWorker? Worker { get; init; }

    /// <summary>Who of its sender asks; null: not said.</summary>
    public ReferringParty? ReferredBy { get; init; }

    /// <summary>The rejected task that it revises.</summary>
    public Guid? Revises { get; init; }

    /// <summary>The task that revises it.</summary>
    public Guid? RevisedBy { get; init; }

    public string RevisionNote { get; init; } = "";

    /// <summary>Its place on the receiver's wait list.</summary>
    public TaskWaiting? Waiting { get; init; }

    public TaskAppointment? Appointment { get; init; }

    public TaskHandover? Handover { get; init; }

    /// <summary>Onward referrals from it, oldest first.</summary>
    public Guid[] Onward { get; init; } = [];

    /// <summary>Of all that is under way, what somebody waits for first.</summary>
    public TaskBusinessStatus BusinessStatus => Beside(Appointment);

    /// <summary>The same for a reader who is not told of appointments.</summary>
    public TaskBusinessStatus WithoutAppointment => Beside(null);

    private TaskBusinessStatus Beside(TaskAppointment? appointment) =>
        Cancellation is not null ? TaskBusinessStatus.CancellationRequested
        : Question is { AnsweredAt: null } ? TaskBusinessStatus.InformationRequested
        : Transfer is { State: TransferState.Offered } ? TaskBusinessStatus.TransferOffered
        : appointment is { State: AppointmentState.Cancelled or AppointmentState.Completed } && Waiting is not null ? TaskBusinessStatus.Waitlisted
        : appointment is not null ? StatusOf(appointment.State)
        : Waiting is not null ? TaskBusinessStatus.Waitlisted
        : TaskBusinessStatus.Unspecified;

    /// <summary>Once the task has ended nothing is under way; questions, answers and links stay to be read.</summary>
    public TaskProgress Ended(DateTimeOffset at) => this with
    {
        Hold = null,
        Cancellation = null,
        Waiting = null,
        Transfer = Transfer is { State: TransferState.Offered } offer ? offer with { State = TransferState.Withdrawn, DecidedAt = at } : Transfer,
    };

    /// <summary>Work that has begun is no longer waited for, whatever becomes of its appointments.</summary>
    public TaskProgress Started() => this with { Waiting = null, Appointment = Appointment is null ? null : Appointment with { Waited = null } };

    /// <summary>At another receiver nobody has it and nothing is planned yet.</summary>
    public TaskProgress Moved(DateTimeOffset at) => this with
    {
        Unit = Transfer!.Unit,
        Transfer = Transfer with { State = TransferState.Accepted, DecidedAt = at },
        Worker = null,
        Waiting = null,
        Appointment = Appointment is { State: AppointmentState.Offered or AppointmentState.Booked } planned
            ? planned with { State = AppointmentState.Cancelled, CancellationReason = "transferred", Waited = null }
            : Appointment is null ? null : Appointment with { Waited = null },
    };

    private static TaskBusinessStatus StatusOf(AppointmentState state) => state switch
    {
        AppointmentState.Offered => TaskBusinessStatus.AppointmentOffered,
        AppointmentState.Booked => TaskBusinessStatus.EventScheduled,
        AppointmentState.Unattended => TaskBusinessStatus.EventUnattended,
        AppointmentState.Cancelled => TaskBusinessStatus.EventCancelled,
        _ => TaskBusinessStatus.EventCompleted,
    };
}

/// <summary>A hold: the phase that it goes back to, and the day when it does so by itself.</summary>
internal sealed record TaskPause(TaskStatus Phase, string Reason, DateOnly? ResumeOn);

/// <summary>What the receiver asked the sender, and the answer.</summary>
internal sealed record TaskQuestion(string Reason, string Text, DateTimeOffset AskedAt, string Answer = "", DateTimeOffset? AnsweredAt = null);

/// <summary>The sender's wish to cancel what the receiver had taken; confirmed by itself after that day.</summary>
internal sealed record TaskCancellation(string Reason, string Note, DateTimeOffset AskedAt, DateOnly ConfirmedAfter);

/// <summary>A task offered to another organisation or unit, and what came of it.</summary>
internal sealed record TaskTransfer(
    TransferState State, string From, string To, ReceivingUnit? Unit, string Reason, string Note, DateTimeOffset OfferedAt,
    DateTimeOffset? DecidedAt = null, string RefusalReason = "");

/// <summary>Several organisations asked at once: the first that accepts has the task.</summary>
internal sealed record TaskPool(string[] Asked, string[] Declined)
{
    /// <summary>Those that may still take it.</summary>
    public IEnumerable<string> Open => Asked.Except(Declined);
}

/// <summary>A unit, with its name when it was named.</summary>
internal sealed record ReceivingUnit(Guid Id, string Name);

/// <summary>A professional, with token subject (empty: does not use the suite) and name as they were when the task was given.</summary>
internal sealed record TaskWorker(Guid ProfessionalId, string Subject, string Name);

/// <summary>A place on the wait list: urgent before routine, then by since, then by task id.</summary>
internal sealed record TaskWaiting(DateTimeOffset Since, string Reason, bool Urgent)
{
    /// <summary>The first part of the order.</summary>
    public int Rank => Urgent ? 0 : 1;
}

/// <summary>When and how parties meet.</summary>
internal sealed record Meeting(DateTimeOffset StartsAt, int Minutes, Mode Mode, string Place);

/// <summary>An appointment; while it is only offered its meeting begins at the first of the times.</summary>
internal sealed record TaskAppointment(AppointmentState State, Meeting Meeting, DateTimeOffset[] OfferedTimes, string CancellationReason = "")
{
    /// <summary>The place on the wait list that was left for it, to which its cancelling leads back.</summary>
    public TaskWaiting? Waited { get; init; }
}

/// <summary>The meeting of an accompanied hand-over.</summary>
/// <param name="BySender">Which side proposed it.</param>
internal sealed record TaskHandover(HandoverState State, bool BySender, string ProposedBy, Meeting Meeting, ClientPart ClientPart = ClientPart.Unspecified);
