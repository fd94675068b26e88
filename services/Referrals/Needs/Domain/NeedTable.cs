using static Tyokyky.Contracts.Referrals.V1.NeedStatus;

namespace Tyokyky.Referrals.Needs;

/// <summary>What can become of a need; the names are those of the RPCs.</summary>
internal enum NeedAction
{
    ReceiveNeed,
    QueueNeed,
    DeclineNeed,
    MarkNeedWithoutService,
    EnterNeedInError,
}

/// <summary>
/// The needs' states. A service may open and a mind may change: only what was received, or was a mistake, is at its end. What is not
/// received allows the same whatever the reason, or the refusal would tell an authority that could sanction of a decline.
/// </summary>
internal static class NeedTable
{
    public static StateTable<NeedStatus, NeedAction> Table { get; } = new(
        "need",
        new(NeedAction.ReceiveNeed, [Open, Waiting, Declined, NoSuchService], [Received]),
        new(NeedAction.QueueNeed, [Open, Declined, NoSuchService], [Waiting]),
        new(NeedAction.DeclineNeed, [Open, Waiting, Declined, NoSuchService], [Declined], ReasonSystem: "need-decline-reason"),
        new(NeedAction.MarkNeedWithoutService, [Open, Waiting, Declined, NoSuchService], [NoSuchService]),
        new(NeedAction.EnterNeedInError, [Open, Waiting, Received, Declined, NoSuchService], [EnteredInError], ReasonSystem: "error-reason"));

    public static StateRule<NeedStatus, NeedAction> RuleOf(NeedAction action) => Table.Rules[(int)action];

    /// <summary>What an authority that could sanction reads as one: not started.</summary>
    public static bool IsNotStarted(NeedStatus status) => status is Open or Declined or NoSuchService;

    /// <summary>Null when the status allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(NeedAction action, NeedStatus status) => Table.Find(action, status) is not null ? null : status switch
    {
        Waiting => "NEED_WAITING",
        Received => "NEED_RECEIVED",
        _ => "NEED_ENTERED_IN_ERROR",
    };
}
