using Google.Protobuf.WellKnownTypes;
using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Referrals;

/// <summary>What is told of a task.</summary>
internal static class TaskFacts
{
    public static ReferralSubmitted Submitted(Referral referral, string senderKind)
    {
        var fact = new ReferralSubmitted
        {
            ReferralId = referral.Id.ToString(),
            Client = Of(referral, FinnishTime.DayOf(referral.SubmittedAt!.Value)),
            Sender = TaskMessages.SenderOf(referral.Sender),
            Origin = StateCode.Of(referral.Origin),
            SenderKind = senderKind,
            SubmittedAt = referral.SubmittedAt.Value.ToTimestamp(),
            ParentReferralId = referral.Parent?.ReferralId.ToString() ?? "",
            ParentTaskId = referral.Parent?.TaskId.ToString() ?? "",
            Referrer = Of(referral, referral.Sender, referral.ReferredBy),
        };
        fact.Reasons.AddRange(referral.Reasons);
        return fact;
    }

    public static TaskRequested Requested(Referral referral, ReferralTask task) => new()
    {
        TaskId = task.Id.ToString(),
        ReferralId = referral.Id.ToString(),
        Client = Of(referral, FinnishTime.DayOf(task.RequestedAt!.Value)),
        Sender = TaskMessages.SenderOf(task.Sender),
        Receiver = task.Receiver,
        Service = task.Service,
        RequestedAt = task.RequestedAt.Value.ToTimestamp(),
        RevisesTaskId = task.Matters.Revises?.ToString() ?? "",
        AskedOrganisations = { task.Matters.Pool?.Asked ?? [] },
        Referrer = Of(referral, task.Sender, task.Matters.ReferredBy ?? ReferringParty.NotSaid),
    };

    /// <summary>What one step tells: nothing of a draft, which is its sender's alone, nor of a link that the other end tells.</summary>
    public static IEnumerable<IMessage> Of(TaskStep step, Referral referral, ReferralTask task)
    {
        switch (step.Action)
        {
            case TaskAction.SubmitDraft:
                yield return Requested(referral, task);
                break;
            case TaskAction.AcknowledgeOutcome:
                yield return Acknowledged(task, step.At);
                break;
            case TaskAction.UpdateDraft or TaskAction.AssignTask or TaskAction.ReviseTask or TaskAction.ReferOnward
                or TaskAction.ProposeHandover or TaskAction.AgreeHandover:
                yield return Updated(task);
                break;
            case TaskAction.RecordHandover:
                yield return Recorded(task, task.Matters.Handover!);
                break;
            case TaskAction.RecordNoShow or TaskAction.CompleteAppointment:
                yield return Ended(task, task.Matters.Appointment!);
                yield return StatusChanged(task, step.At);
                break;
            case TaskAction.AcceptTransfer:
                yield return Transferred(task, step.At);
                yield return StatusChanged(task, step.At);
                break;
            default:
                yield return task.RequestedAt is null ? Updated(task) : StatusChanged(task, step.At);
                break;
        }
    }

    /// <summary>That something in a referral changed.</summary>
    public static ReferralUpdated Updated(string referralId, string clientId) => new() { ReferralId = referralId, ClientId = clientId };

    private static ReferralUpdated Updated(ReferralTask task) => new() { ReferralId = task.ReferralId.ToString(), ClientId = task.ClientId.ToString() };

    private static TaskStatusChanged StatusChanged(ReferralTask task, DateTimeOffset at) => new()
    {
        TaskId = task.Id.ToString(),
        ReferralId = task.ReferralId.ToString(),
        ClientId = task.ClientId.ToString(),
        Status = StateCode.Of(task.Status),
        Reason = task.StatusReason,
        Outcome = task.Status == TaskStatus.Completed ? task.Outcome : "",
        EffectiveAt = at.ToTimestamp(),
        Receiver = task.Receiver,
        Service = task.Service,
        BusinessStatus = StateCode.Of(task.BusinessStatus),
        Paused = IsPaused(task, FinnishTime.DayOf(at)),
    };

    private static OutcomeAcknowledged Acknowledged(ReferralTask task, DateTimeOffset at) => new()
    {
        TaskId = task.Id.ToString(),
        ReferralId = task.ReferralId.ToString(),
        ClientId = task.ClientId.ToString(),
        AcknowledgedAt = at.ToTimestamp(),
    };

    private static TaskTransferred Transferred(ReferralTask task, DateTimeOffset at) => new()
    {
        TaskId = task.Id.ToString(),
        ReferralId = task.ReferralId.ToString(),
        ClientId = task.ClientId.ToString(),
        From = task.Matters.Transfer!.From,
        To = task.Matters.Transfer.To,
        Service = task.Service,
        Reason = task.Matters.Transfer.Reason,
        EffectiveAt = at.ToTimestamp(),
    };

    private static AppointmentEnded Ended(ReferralTask task, TaskAppointment appointment) => new()
    {
        TaskId = task.Id.ToString(),
        ReferralId = task.ReferralId.ToString(),
        ClientId = task.ClientId.ToString(),
        Receiver = task.Receiver,
        Service = task.Service,
        Held = appointment.State == AppointmentState.Completed,
        StartsAt = appointment.Meeting.StartsAt.ToTimestamp(),
        Mode = appointment.Meeting.Mode,
        Minutes = appointment.State == AppointmentState.Completed ? appointment.Meeting.Minutes : 0,
    };

    private static HandoverRecorded Recorded(ReferralTask task, TaskHandover handover) => new()
    {
        TaskId = task.Id.ToString(),
        ReferralId = task.ReferralId.ToString(),
        ClientId = task.ClientId.ToString(),
        Sender = TaskMessages.SenderOf(task.Sender),
        Receiver = task.Receiver,
        Held = handover.State == HandoverState.Held,
        ClientPresent = handover.ClientPart is ClientPart.Present or ClientPart.Remote,
        StartsAt = handover.Meeting.StartsAt.ToTimestamp(),
        Mode = handover.Meeting.Mode,
        Minutes = handover.State == HandoverState.Held ? handover.Meeting.Minutes : 0,
    };

    // A property of the reason, as it was on that day.
    private static bool IsPaused(ReferralTask task, DateOnly day) =>
        (task.Matters.Hold is { } hold && CodeSystem.Get("hold-reason").Has(hold.Reason, "pauses", day))
        || (!task.HasEnded && task.Matters.Question is { AnsweredAt: null } question
            && CodeSystem.Get("information-reason").Has(question.Reason, "pauses", day));

    private static ClientFacets Of(Referral referral, DateOnly day) =>
        Facets.Of(referral.ClientId.ToString(), AgeBands.On(referral.BirthDate, day), referral.Municipality, referral.Programme, referral.Background);

    private static Referrer Of(Referral referral, string sender, ReferringParty by) => new()
    {
        ReferralId = referral.Id.ToString(),
        Organisation = TaskMessages.SenderOf(sender),
        UnitId = by.UnitId?.ToString() ?? "",
        Service = by.Service,
        FromService = by.FromService,
    };
}
