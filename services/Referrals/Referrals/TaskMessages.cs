using Google.Protobuf.WellKnownTypes;
using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Referrals;

/// <summary>A task as its readers get it, without names.</summary>
internal static class TaskMessages
{
    public static Proto.Task Of(ReferralTask task, TaskReader reader) => new()
    {
        TaskId = task.Id.ToString(),
        ReferralId = task.ReferralId.ToString(),
        ClientId = task.ClientId.ToString(),
        Sender = SenderOf(task.Sender),
        Receiver = task.Receiver,
        ReceiverUnitId = task.Matters.Unit?.Id.ToString() ?? "",
        ReceiverUnitName = task.Matters.Unit?.Name ?? "",
        ProfessionalId = task.Matters.Worker?.ProfessionalId.ToString() ?? "",
        Worker = task.Matters.Worker?.Subject ?? "",
        WorkerName = task.Matters.Worker?.Name ?? "",
        ReferringUnitId = task.Matters.ReferredBy?.UnitId?.ToString() ?? "",
        ReferringUnitName = task.Matters.ReferredBy?.UnitName ?? "",
        ReferringService = task.Matters.ReferredBy?.Service ?? "",
        Service = task.Service,
        Status = task.Status,
        StatusReason = Voluntariness.ReasonFor(
            task.Status is TaskStatus.Cancelled or TaskStatus.EnteredInError ? reader.OfSender : reader.OfReceiver,
            task.StatusReason,
            otherwise: task.Status == TaskStatus.Failed ? "ended" : "not-started"),
        Outcome = task.Outcome,
        OutcomeText = reader.ReadsReceiver ? task.OutcomeText : "",
        RequestedAt = task.RequestedAt?.ToTimestamp(),
        DecidedAt = task.DecidedAt?.ToTimestamp(),
        EndedAt = task.EndedAt?.ToTimestamp(),
        AcknowledgedAt = task.AcknowledgedAt?.ToTimestamp(),
        BusinessStatus = task.HasEnded || !Voluntariness.CanSanction(reader.OfReceiver) ? task.BusinessStatus : task.Matters.WithoutAppointment,
        Hold = task.Matters.Hold is { } hold
            ? new Proto.TaskHold
            {
                Reason = Voluntariness.ReasonFor(reader.OfReceiver, hold.Reason, otherwise: "on-hold"),
                Phase = hold.Phase,
                ResumeOn = hold.ResumeOn?.ToDate(),
            }
            : null,
        InformationRequest = task.Matters.Question is { } question
            ? new Proto.InformationRequest
            {
                Reason = question.Reason,
                Question = reader.ReadsExchange ? question.Text : "",
                AskedAt = question.AskedAt.ToTimestamp(),
                Answer = reader.ReadsExchange ? question.Answer : "",
                AnsweredAt = question.AnsweredAt?.ToTimestamp(),
            }
            : null,
        CancellationRequest = task.Matters.Cancellation is { } asked
            ? new Proto.CancellationRequest
            {
                Reason = Voluntariness.ReasonFor(reader.OfSender, asked.Reason, otherwise: "not-started"),
                Note = reader.ReadsSender ? asked.Note : "",
                AskedAt = asked.AskedAt.ToTimestamp(),
                ConfirmedAfter = asked.ConfirmedAfter.ToDate(),
            }
            : null,
        RevisesTaskId = task.Matters.Revises?.ToString() ?? "",
        RevisedByTaskId = task.Matters.RevisedBy?.ToString() ?? "",
        RevisionNote = reader.ReadsSender ? task.Matters.RevisionNote : "",
        Transfer = task.Matters.Transfer is { } transfer ? Of(transfer, reader) : null,
        WaitList = task.Matters.Waiting is { } waiting
            ? new Proto.WaitListPlace
            {
                Since = waiting.Since.ToTimestamp(),
                Reason = Voluntariness.ReasonFor(reader.OfReceiver, waiting.Reason, otherwise: "waiting"),
            }
            : null,
        Appointment = task.Matters.Appointment is { } appointment && !Voluntariness.CanSanction(reader.OfReceiver) ? Of(appointment) : null,
        Handover = task.Matters.Handover is { } handover ? Of(handover, reader) : null,
    };

    private static Proto.TaskAppointment Of(TaskAppointment appointment) => new()
    {
        State = appointment.State,
        OfferedTimes = { appointment.OfferedTimes.Select(time => time.ToTimestamp()) },
        StartsAt = appointment.State == Proto.AppointmentState.Offered ? null : appointment.Meeting.StartsAt.ToTimestamp(),
        Minutes = appointment.Meeting.Minutes,
        Mode = appointment.Meeting.Mode,
        Place = appointment.Meeting.Place,
        CancellationReason = appointment.CancellationReason,
    };

    private static Proto.TaskHandover Of(TaskHandover handover, TaskReader reader) => new()
    {
        State = handover.State,
        ProposedBy = handover.ProposedBy,
        StartsAt = handover.Meeting.StartsAt.ToTimestamp(),
        Minutes = handover.Meeting.Minutes,
        Mode = handover.Meeting.Mode,
        Place = handover.Meeting.Place,
        ClientPart = handover.ClientPart is Proto.ClientPart.Present or Proto.ClientPart.Remote || !Voluntariness.CanSanction(reader.Kind)
            ? handover.ClientPart
            : Proto.ClientPart.Unspecified,
    };

    /// <summary>The sender as contracts carry it: no organisation when the client made it.</summary>
    public static string SenderOf(string sender) => sender == Referral.Self ? "" : sender;

    public static Proto.DocumentReference Of(DocumentLink document, string holderName) => new()
    {
        DocumentId = document.Id.ToString(),
        TaskId = document.TaskId?.ToString() ?? "",
        Type = document.Type,
        Dated = document.Dated.ToDate(),
        Holder = document.Holder,
        HolderName = holderName,
        Reference = new Contracts.Common.V1.ExternalReference { System = document.System, Value = document.Value },
        AddedBy = document.AddedBy,
        AddedAt = document.AddedAt.ToTimestamp(),
    };

    private static Proto.TaskTransfer Of(TaskTransfer transfer, TaskReader reader) => new()
    {
        State = transfer.State,
        From = transfer.From,
        To = transfer.To,
        ToUnitId = transfer.Unit?.Id.ToString() ?? "",
        ToUnitName = transfer.Unit?.Name ?? "",
        Reason = Voluntariness.ReasonFor(reader.OfReceiver, transfer.Reason, otherwise: "transferred"),
        Note = reader.ReadsReceiver ? transfer.Note : "",
        OfferedAt = transfer.OfferedAt.ToTimestamp(),
        DecidedAt = transfer.DecidedAt?.ToTimestamp(),
        RefusalReason = Voluntariness.ReasonFor(reader.OfReceiver, transfer.RefusalReason, otherwise: "not-started"),
    };
}

/// <summary>Who reads a task: what a side said itself it may read; of the other's words what its kind of organisation may, and a client nothing.</summary>
internal readonly struct TaskReader(Relation relation, string kind, bool actsForOrganisation)
{
    private const Relation OwnOrAsked = Relation.Sender | Relation.Owner;

    /// <summary>The reader's own kind, whichever side it is on.</summary>
    public string Kind { get; } = kind;

    /// <summary>The kind by which the receiver's reasons are withheld; empty for the receiver itself.</summary>
    public string OfReceiver { get; } = (relation & Relation.Receiver) != 0 ? "" : kind;

    /// <summary>The kind by which the sender's reasons are withheld; empty for the sender itself.</summary>
    public string OfSender { get; } = (relation & OwnOrAsked) != 0 ? "" : kind;

    /// <summary>The receiver's words to the sender.</summary>
    public bool ReadsReceiver { get; } = (relation & (Relation.Receiver | Relation.Owner)) != 0 || (actsForOrganisation && !Voluntariness.CanSanction(kind));

    /// <summary>The sender's words to the receiver.</summary>
    public bool ReadsSender { get; } = (relation & OwnOrAsked) != 0 || (actsForOrganisation && !Voluntariness.CanSanction(kind));

    /// <summary>What the two asked and answered.</summary>
    public bool ReadsExchange { get; } = actsForOrganisation || (relation & Relation.Owner) != 0;
}
