using static Tyokyky.Contracts.Team.V1.FunctionalPeriodState;

namespace Tyokyky.WorkAbilityTeam.FunctionalPeriods;

/// <summary>What can be done with a period; the names are those of the RPCs.</summary>
internal enum PeriodAction
{
    StartFunctionalPeriod,
    RecordObservations,
    RecordHostFeedback,
    RecordClientView,
    EndFunctionalPeriod,
    CancelFunctionalPeriod,
    EnterFunctionalPeriodInError,
}

/// <summary>The periods' states. What was seen may be told after the end too: feedback comes late.</summary>
internal static class PeriodTable
{
    public static StateTable<FunctionalPeriodState, PeriodAction> Table { get; } = new(
        "functional period",
        new(PeriodAction.StartFunctionalPeriod, [Planned], [UnderWay]),
        new(PeriodAction.RecordObservations, [UnderWay], []),
        new(PeriodAction.RecordHostFeedback, [UnderWay, Ended], []),
        new(PeriodAction.RecordClientView, [UnderWay, Ended], []),
        new(PeriodAction.EndFunctionalPeriod, [UnderWay], [Ended], ReasonSystem: "functional-period-end-reason"),
        new(PeriodAction.CancelFunctionalPeriod, [Planned], [Cancelled], ReasonSystem: "functional-period-end-reason"),
        new(PeriodAction.EnterFunctionalPeriodInError, [Planned, UnderWay, Ended, Cancelled], [EnteredInError], ReasonSystem: "error-reason"));

    public static StateRule<FunctionalPeriodState, PeriodAction> RuleOf(PeriodAction action) => Table.Rules[(int)action];

    /// <summary>Null when the state allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(PeriodAction action, FunctionalPeriodState state) => Table.Find(action, state) is not null ? null : (action, state) switch
    {
        (_, Ended or Cancelled or EnteredInError) => "PERIOD_ENDED",
        (_, Planned) => "PERIOD_NOT_STARTED",
        _ => "PERIOD_STARTED",
    };
}
