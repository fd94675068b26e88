using Google.Protobuf.WellKnownTypes;
using Tyokyky.Contracts;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
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
        BusinessStatus = StateCode.Of(task.BusinessStatus),
        Paused = IsPaused(task, FinnishTime.DayOf(at)),
    };

    public static OutcomeAcknowledged Acknowledged(ReferralTask task, DateTimeOffset at) => new()
    {
        TaskId = task.Id.ToString(),
        ReferralId = task.ReferralId.ToString(),
        ClientId = task.ClientId.ToString(),
        AcknowledgedAt = at.ToTimestamp(),
    };

    // A property of the reason, as it was on that day.
    private static bool IsPaused(ReferralTask task, DateOnly day) =>
        (task.Matters.Hold is { } hold && CodeSystem.Get("hold-reason").Has(hold.Reason, "pauses", day))
        || (task.BusinessStatus == TaskBusinessStatus.InformationRequested && CodeSystem.Get("information-reason").Has(task.Matters.Question!.Reason, "pauses", day));
}
