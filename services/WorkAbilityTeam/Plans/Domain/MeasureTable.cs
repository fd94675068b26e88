using static Tyokyky.Contracts.Team.V1.MeasureState;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>What can be done with a measure; the names are those of the RPCs.</summary>
internal enum MeasureAction
{
    AnswerPlanParts,
    StartMeasure,
    EndMeasure,
}

/// <summary>A measure's states. Nothing begins that the client has not accepted, and the client may withdraw until it has ended.</summary>
internal static class MeasureTable
{
    public const string NotAccepted = "MEASURE_NOT_ACCEPTED";

    public static StateTable<MeasureState, MeasureAction> Table { get; } = new(
        "measure",
        new(MeasureAction.AnswerPlanParts, [Proposed, Accepted, Declined], [Accepted, Declined]),
        new(MeasureAction.AnswerPlanParts, [UnderWay], [UnderWay, Declined]),
        new(MeasureAction.StartMeasure, [Accepted], [UnderWay]),
        new(MeasureAction.EndMeasure, [Accepted, UnderWay], [Done, Ended]),
        new(MeasureAction.EndMeasure, [Proposed, Declined], [Ended]));

    /// <summary>Null when the measure allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(MeasureAction action, MeasureState state) =>
        Table.Find(action, state) is not null ? null : state switch
        {
            Done or Ended => "MEASURE_ENDED",
            UnderWay => "MEASURE_STARTED",
            _ => NotAccepted,
        };
}
