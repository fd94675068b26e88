using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
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

    public TaskBusinessStatus BusinessStatus { get; set; }

    public string StatusReason { get; set; } = "";

    public string Outcome { get; set; } = "";

    public string OutcomeText { get; set; } = "";

    public DateTimeOffset? DecidedAt { get; set; }

    public string DecidedBy { get; set; } = "";

    public DateTimeOffset? EndedAt { get; set; }

    public DateTimeOffset? AcknowledgedAt { get; set; }

    /// <summary>What is under way beside the status.</summary>
    public TaskMatters Matters { get; set; } = new();

    /// <summary>When the last thing happened: nothing later may be dated before it.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Status and what stands beside it, as transitions write them.</summary>
    public string State => BusinessStatus == TaskBusinessStatus.Unspecified ? StateCode.Of(Status) : $"{StateCode.Of(Status)}:{StateCode.Of(BusinessStatus)}";

    public Relation RelationOf(string organisation) =>
        (organisation == Sender ? Relation.Sender : Relation.None) | (organisation == Receiver ? Relation.Receiver : Relation.None);
}

/// <summary>What is under way in a task, kept whole and never searched.</summary>
internal sealed record TaskMatters(TaskPause? Hold = null, TaskQuestion? Question = null, TaskCancellation? Cancellation = null);

/// <summary>A hold: the phase that it goes back to, and the day when it does so by itself.</summary>
internal sealed record TaskPause(TaskStatus Phase, string Reason, DateOnly? ResumeOn);

/// <summary>What the receiver asked the sender, and the answer.</summary>
internal sealed record TaskQuestion(string Reason, string Text, DateTimeOffset AskedAt, string Answer = "", DateTimeOffset? AnsweredAt = null);

/// <summary>The sender's wish to cancel what the receiver had taken; confirmed by itself after that day.</summary>
internal sealed record TaskCancellation(string Reason, string Note, DateTimeOffset AskedAt, DateOnly ConfirmedAfter);

/// <summary>An action with all that goes with it.</summary>
internal sealed record TaskStep(TaskAction Action, DateTimeOffset At, string Actor, string Reason = "", string Text = "")
{
    /// <summary>With HoldTask: when it resumes by itself.</summary>
    public DateOnly? ResumeOn { get; init; }

    /// <summary>With RequestCancellation: after which day it is confirmed by itself.</summary>
    public DateOnly ConfirmedAfter { get; init; }
}
