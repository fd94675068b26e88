using Google.Protobuf.WellKnownTypes;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Domain;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;
using Proto = Tyokyky.Contracts.Referrals.V1;

namespace Tyokyky.Referrals.UseCases;

/// <summary>What one organisation may see of a referral: the sender sees all tasks, everyone else its own.</summary>
internal sealed class ReferralView(OrganisationStore organisations)
{
    public async ValueTask<Proto.Referral> Of(Referral referral, Call call, IEnumerable<ExternalReference> references)
    {
        var viewer = call.Caller.Organisation;
        var seen = new Proto.Referral
        {
            ReferralId = referral.Id.ToString(),
            ClientId = referral.ClientId.ToString(),
            Sender = referral.Sender,
            SenderName = await organisations.NameAsync(referral.Sender, call.Cancel),
            Description = referral.Description,
            ReasonForClient = referral.ReasonForClient,
            Urgency = referral.Urgency,
            Programme = referral.Programme,
            Municipality = referral.Municipality == Contracts.Municipality.Unknown ? "" : referral.Municipality,
            SubmittedAt = referral.SubmittedAt.ToTimestamp(),
            RecordedAt = referral.RecordedAt.ToTimestamp(),
            Etag = referral.Etag,
        };
        seen.Reasons.AddRange(referral.Reasons);
        seen.ExternalReferences.AddRange(references);
        foreach (var task in referral.Tasks)
        {
            if (viewer == referral.Sender || task.RelationOf(viewer) != Relation.None)
            {
                seen.Tasks.Add(await Of(task, call));
            }
        }

        seen.TasksWithheld = seen.Tasks.Count < referral.Tasks.Count;
        return seen;
    }

    public async ValueTask<Proto.Task> Of(ReferralTask task, Call call)
    {
        var viewer = call.Caller.Organisation;
        // What a side said itself it may read; of the other's words what its kind of organisation may.
        var kind = await organisations.KindAsync(viewer, call.Cancel);
        var ofReceiver = viewer == task.Receiver ? "" : kind;
        var ofSender = viewer == task.Sender ? "" : kind;
        return new Proto.Task
        {
            TaskId = task.Id.ToString(),
            ReferralId = task.ReferralId.ToString(),
            ClientId = task.ClientId.ToString(),
            Sender = task.Sender,
            SenderName = await organisations.NameAsync(task.Sender, call.Cancel),
            Receiver = task.Receiver,
            ReceiverName = await organisations.NameAsync(task.Receiver, call.Cancel),
            Service = task.Service,
            Status = task.Status,
            StatusReason = Voluntariness.ReasonFor(
                task.Status is TaskStatus.Cancelled or TaskStatus.EnteredInError ? ofSender : ofReceiver, task.StatusReason, otherwise: task.Status == TaskStatus.Failed ? "ended" : "not-started"),
            Outcome = task.Outcome,
            OutcomeText = Voluntariness.CanSanction(ofReceiver) ? "" : task.OutcomeText,
            RequestedAt = task.RequestedAt.ToTimestamp(),
            DecidedAt = task.DecidedAt?.ToTimestamp(),
            EndedAt = task.EndedAt?.ToTimestamp(),
            AcknowledgedAt = task.AcknowledgedAt?.ToTimestamp(),
            BusinessStatus = task.BusinessStatus,
            Hold = task.Matters.Hold is { } hold
                ? new Proto.TaskHold { Reason = Voluntariness.ReasonFor(ofReceiver, hold.Reason, otherwise: "on-hold"), Phase = hold.Phase, ResumeOn = hold.ResumeOn?.ToDate() }
                : null,
            InformationRequest = task.Matters.Question is { } question
                ? new Proto.InformationRequest { Reason = question.Reason, Question = question.Text, AskedAt = question.AskedAt.ToTimestamp(), Answer = question.Answer, AnsweredAt = question.AnsweredAt?.ToTimestamp() }
                : null,
            CancellationRequest = task.Matters.Cancellation is { } asked
                ? new Proto.CancellationRequest { Reason = Voluntariness.ReasonFor(ofSender, asked.Reason, otherwise: "not-started"), Note = Voluntariness.CanSanction(ofSender) ? "" : asked.Note, AskedAt = asked.AskedAt.ToTimestamp(), ConfirmedAfter = asked.ConfirmedAfter.ToDate() }
                : null,
        };
    }
}
