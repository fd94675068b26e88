using static Tyokyky.Contracts.Team.V1.MeasurementState;

namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>What can be done with a measurement; the names are those of the RPCs.</summary>
internal enum MeasurementAction
{
    RecordMeasurementAttempt,
    AnswerMeasurement,
    RefuseMeasurement,
    RescheduleMeasurement,
    CorrectMeasurement,
    EnterMeasurementInError,
}

/// <summary>The measurements' states. Who was not reached may answer yet.</summary>
internal static class MeasurementTable
{
    public static StateTable<MeasurementState, MeasurementAction> Table { get; } = new(
        "measurement",
        new(MeasurementAction.RecordMeasurementAttempt, [Planned], [Planned, Asked, NotReached]),
        new(MeasurementAction.RecordMeasurementAttempt, [Asked], [Asked, NotReached]),
        new(MeasurementAction.AnswerMeasurement, [Planned, Asked, NotReached], [Answered]),
        new(MeasurementAction.RefuseMeasurement, [Planned, Asked, NotReached], [Refused]),
        new(MeasurementAction.RescheduleMeasurement, [Planned, Asked], []),
        new(MeasurementAction.RescheduleMeasurement, [NotReached], [Planned]),
        new(MeasurementAction.CorrectMeasurement, [Answered], []),
        new(MeasurementAction.EnterMeasurementInError, [Planned, Asked, Answered, Refused, NotReached], [EnteredInError], ReasonSystem: "error-reason"));

    /// <summary>Null when the state allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(MeasurementAction action, MeasurementState state) => Table.Find(action, state) is not null ? null : (action, state) switch
    {
        (_, EnteredInError) => "MEASUREMENT_ENTERED_IN_ERROR",
        (MeasurementAction.CorrectMeasurement, _) => "MEASUREMENT_NOT_ANSWERED",
        (_, Answered) => "MEASUREMENT_ANSWERED",
        (_, Refused) => "MEASUREMENT_REFUSED",
        _ => "MEASUREMENT_NOT_REACHED",
    };
}
