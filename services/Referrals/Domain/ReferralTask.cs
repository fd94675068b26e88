using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.Domain;

/// <summary>One organisation's part in a referral (Task).</summary>
internal sealed class ReferralTask
{
    public required Guid Id { get; init; }

    public required Guid ReferralId { get; init; }

    public required Guid ClientId { get; init; }

    public required string Sender { get; init; }

    public required string Receiver { get; init; }

    public required string Service { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public TaskStatus Status { get; set; } = TaskStatus.Requested;

    public string StatusReason { get; set; } = "";

    public string Outcome { get; set; } = "";

    public string OutcomeText { get; set; } = "";

    public DateTimeOffset? DecidedAt { get; set; }

    public string DecidedBy { get; set; } = "";

    public DateTimeOffset? EndedAt { get; set; }

    public DateTimeOffset? AcknowledgedAt { get; set; }

    /// <summary>The last thing that happened: nothing later may be dated before it.</summary>
    public DateTimeOffset LastAt => AcknowledgedAt ?? EndedAt ?? DecidedAt ?? RequestedAt;

    public Relation RelationOf(string organisation) =>
        (organisation == Sender ? Relation.Sender : Relation.None) | (organisation == Receiver ? Relation.Receiver : Relation.None);
}
