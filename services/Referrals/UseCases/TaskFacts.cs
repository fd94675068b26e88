using Google.Protobuf.WellKnownTypes;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Domain;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>What is told of a task.</summary>
internal static class TaskFacts
{
    public static TaskRequested Requested(Referral referral, ReferralTask task) => new()
    {
        TaskId = task.Id.ToString(),
        ReferralId = referral.Id.ToString(),
        Client = Facets.Of(referral, FinnishTime.DayOf(task.RequestedAt)),
        Sender = task.Sender,
        Receiver = task.Receiver,
        Service = task.Service,
        RequestedAt = task.RequestedAt.ToTimestamp(),
    };

    public static TaskStatusChanged StatusChanged(ReferralTask task, DateTimeOffset at) => new()
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
    };

    public static OutcomeAcknowledged Acknowledged(ReferralTask task, DateTimeOffset at) => new()
    {
        TaskId = task.Id.ToString(),
        ReferralId = task.ReferralId.ToString(),
        ClientId = task.ClientId.ToString(),
        AcknowledgedAt = at.ToTimestamp(),
    };
}
