using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Referrals;

/// <summary>One organisation's part in a referral (Task).</summary>
internal sealed record ReferralTask : IVersionedPart
{
    public required Guid Id { get; init; }

    public string ObjectType => "task";

    public Guid ObjectId => Id;

    public required Guid ReferralId { get; init; }

    public required Guid ClientId { get; init; }

    public required string Sender { get; init; }

    /// <summary>Empty in a draft that does not say it yet.</summary>
    public required string Receiver { get; init; }

    public required string Service { get; init; }

    /// <summary>Null in a draft.</summary>
    public required DateTimeOffset? RequestedAt { get; init; }

    public TaskStatus Status { get; init; } = TaskStatus.Requested;

    public string StatusReason { get; init; } = "";

    public string Outcome { get; init; } = "";

    public string OutcomeText { get; init; } = "";

    public DateTimeOffset? DecidedAt { get; init; }

    public string DecidedBy { get; init; } = "";

    public DateTimeOffset? EndedAt { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>What is under way beside the status.</summary>
    public TaskProgress Matters { get; init; } = TaskProgress.Nothing;

    /// <summary>When the last thing happened: nothing later may be dated before it.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>What of it all is told beside the status.</summary>
    public TaskBusinessStatus BusinessStatus => HasEnded ? TaskBusinessStatus.Unspecified : Matters.BusinessStatus;

    public bool HasEnded => Status is TaskStatus.Rejected or TaskStatus.Cancelled or TaskStatus.Completed or TaskStatus.Failed or TaskStatus.EnteredInError;

    /// <summary>Status and what stands beside it, as transitions write them.</summary>
    public string State => BusinessStatus == TaskBusinessStatus.Unspecified ? StateCode.Of(Status) : $"{StateCode.Of(Status)}:{StateCode.Of(BusinessStatus)}";

    /// <summary>Organisations beside the receiver that may take it now: those asked together, and the one it is offered to.</summary>
    public IEnumerable<string> EligibleReceivers =>
        Status == TaskStatus.Requested ? Matters.Pool?.Open ?? []
        : !HasEnded && Matters.Transfer is { State: TransferState.Offered } offer ? [offer.To]
        : [];

    /// <summary>By which day it is to be taken, if somebody may take it.</summary>
    public DateOnly? TakeBy(AreaAgreements area) =>
        !EligibleReceivers.Any() ? null
        : IsPooled ? TimeLimits.LastDay("task-reply", FinnishTime.DayOf(RequestedAt!.Value), area)
        : TimeLimits.LastDay("task-reply", FinnishTime.DayOf(Matters.Transfer!.OfferedAt), area);

    /// <summary>True while several are asked and none has accepted.</summary>
    public bool IsPooled => Status == TaskStatus.Requested && Matters.Pool is not null;

    /// <summary>What the caller is to the task. A draft, and what was thrown away as one, is its sender's alone.</summary>
    public Relation RelationOf(Caller caller)
    {
        var relation = IsOfClient || !caller.ActsForOrganisation() || caller.Organisation != Sender ? Relation.None : Relation.Sender;
        if (RequestedAt is null)
        {
            return relation;
        }

        if (caller.IsClient(ClientId))
        {
            relation |= IsOfClient ? Relation.Client | Relation.Owner : Relation.Client;
        }

        return caller.ActsForOrganisation()
            ? relation
                | (caller.Organisation == Receiver ? Relation.Receiver : OfPool(caller.Organisation))
                | (!HasEnded && Matters.Transfer is { State: TransferState.Offered } offer && caller.Organisation == offer.To
                    ? Relation.NamedParticipant
                    : Relation.None)
            : relation;
    }

    private bool IsOfClient => Sender == Referral.Self;

    private Relation OfPool(string organisation) =>
        Matters.Pool is not { } pool || !pool.Asked.Contains(organisation) ? Relation.None
        : IsPooled && !pool.Declined.Contains(organisation) ? Relation.Receiver
        : Relation.Asked;
}

/// <summary>An action with all that goes with it.</summary>
/// <param name="Side">What the caller is to the task; none when the system acts.</param>
internal sealed record TaskStep(TaskAction Action, DateTimeOffset At, string Actor, string Reason = "", string Text = "", Relation Side = Relation.None)
{
    /// <summary>Whom the actor stands for; empty when the system acts.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>With HoldTask: when it resumes by itself.</summary>
    public DateOnly? ResumeOn { get; init; }

    /// <summary>With RequestCancellation: after which day it is confirmed by itself.</summary>
    public DateOnly ConfirmedAfter { get; init; }

    /// <summary>What only this action has.</summary>
    public TaskDetails? Details { get; init; }
}

/// <summary>What only some actions have.</summary>
internal abstract record TaskDetails;

/// <summary>With UpdateDraft: what is asked of whom; null: as it was.</summary>
internal sealed record DraftDetails(string? Receiver, string? Service, string? RevisionNote) : TaskDetails;

/// <summary>With ReviseTask: the task that revises this one.</summary>
internal sealed record RevisionDetails(Guid RevisedBy) : TaskDetails;

/// <summary>With AssignTask: who has it; null: nobody.</summary>
internal sealed record AssignmentDetails(TaskWorker? Worker) : TaskDetails;

/// <summary>With ReferOnward: the new referral.</summary>
internal sealed record OnwardDetails(Guid ReferralId) : TaskDetails;

/// <summary>With SubmitDraft: whom it asks.</summary>
internal sealed record SubmissionDetails(Asked Asked) : TaskDetails;

/// <summary>With OfferTransfer: to whom.</summary>
internal sealed record TransferDetails(Asked To, ReceivingUnit? Unit) : TaskDetails;
