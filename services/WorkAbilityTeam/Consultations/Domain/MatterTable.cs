using static Tyokyky.Contracts.Team.V1.ConsultationState;

namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>What can be done with a matter; the names are those of the RPCs, the last one of Referrals' own.</summary>
internal enum MatterAction
{
    AnswerConsultation,
    CloseConsultation,
    CancelConsultation,
    EnterConsultationInError,
    EndContactFollowUp,
}

/// <summary>A matter's states. It is answered once, by either side's word it may end before.</summary>
internal static class MatterTable
{
    public static StateTable<ConsultationState, MatterAction> Table { get; } = new(
        "consultation",
        new(MatterAction.AnswerConsultation, [Open], [Answered, ConsultationState.FollowUp], Relation.Owner),
        new(MatterAction.CloseConsultation, [ConsultationState.FollowUp], [Closed], Relation.Owner),
        new(MatterAction.CancelConsultation, [Open], [Cancelled], ReasonSystem: "consultation-cancellation-reason"),
        new(
            MatterAction.EnterConsultationInError, [Open, Answered, ConsultationState.FollowUp, Closed, Cancelled], [EnteredInError],
            ReasonSystem: "error-reason"),
        new(MatterAction.EndContactFollowUp, [Open], [Closed, Cancelled], Relation.Sender));

    /// <summary>Null when the matter allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(MatterAction action, ConsultationState state) =>
        Table.Find(action, state) is not null ? null : (action, state) switch
        {
            (MatterAction.EnterConsultationInError, _) => "CONSULTATION_IN_ERROR",
            (_, Closed or Cancelled or EnteredInError) => "CONSULTATION_ENDED",
            (MatterAction.CloseConsultation, _) => "CONSULTATION_NOT_IN_FOLLOW_UP",
            _ => "CONSULTATION_ANSWERED",
        };
}
