using TransferState = Tyokyky.Contracts.Referrals.V1.TransferState;
using Tyokyky.Contracts.Referrals.V1;

namespace Tyokyky.Referrals.Domain;

/// <summary>What is under way in a task beside its status, and what it is linked with; kept whole and never searched.</summary>
internal sealed record TaskMatters(TaskPause? Hold = null, TaskQuestion? Question = null, TaskCancellation? Cancellation = null)
{
    public TaskTransfer? Transfer { get; init; }

    /// <summary>The unit of the receiver that has it; empty: not named.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The rejected task that it revises.</summary>
    public Guid? Revises { get; init; }

    /// <summary>The task that revises it.</summary>
    public Guid? RevisedBy { get; init; }

    public string RevisionNote { get; init; } = "";

    /// <summary>Onward referrals from it, oldest first.</summary>
    public Guid[] Onward { get; init; } = [];

    /// <summary>Of all that is under way, what somebody waits for first.</summary>
    public TaskBusinessStatus BusinessStatus =>
        Cancellation is not null ? TaskBusinessStatus.CancellationRequested
        : Question is { AnsweredAt: null } ? TaskBusinessStatus.InformationRequested
        : Transfer is { State: TransferState.Offered } ? TaskBusinessStatus.TransferOffered
        : TaskBusinessStatus.Unspecified;

    /// <summary>Once the task has ended nothing is under way; questions, answers and links stay to be read.</summary>
    public TaskMatters Ended(DateTimeOffset at) => this with
    {
        Hold = null,
        Cancellation = null,
        Transfer = Transfer is { State: TransferState.Offered } offer ? offer with { State = TransferState.Withdrawn, DecidedAt = at } : Transfer,
    };
}

/// <summary>A hold: the phase that it goes back to, and the day when it does so by itself.</summary>
internal sealed record TaskPause(TaskStatus Phase, string Reason, DateOnly? ResumeOn);

/// <summary>What the receiver asked the sender, and the answer.</summary>
internal sealed record TaskQuestion(string Reason, string Text, DateTimeOffset AskedAt, string Answer = "", DateTimeOffset? AnsweredAt = null);

/// <summary>The sender's wish to cancel what the receiver had taken; confirmed by itself after that day.</summary>
internal sealed record TaskCancellation(string Reason, string Note, DateTimeOffset AskedAt, DateOnly ConfirmedAfter);

/// <summary>A task offered to another organisation or unit, and what came of it.</summary>
internal sealed record TaskTransfer(TransferState State, string From, string To, string Unit, string Reason, string Note, DateTimeOffset OfferedAt, DateTimeOffset? DecidedAt = null, string RefusalReason = "");
