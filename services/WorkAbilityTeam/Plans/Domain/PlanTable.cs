using static Tyokyky.Contracts.Team.V1.PlanState;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>What can be done with a plan; the names are those of the RPCs.</summary>
internal enum PlanAction
{
    WritePlan,
    RecordClientAnswer,
    AnswerPlanParts,
    StartMeasure,
    EndMeasure,
    ReviewPlan,
    ExemptReview,
    EnterReviewInError,
    ApprovePlanVersion,
    EndPlan,
    EnterPlanInError,
}

/// <summary>The plan's states. What has ended can only have been a mistake.</summary>
internal static class PlanTable
{
    public static StateTable<PlanState, PlanAction> Table { get; } = new(
        "plan",
        new(PlanAction.WritePlan, [Active], []),
        new(PlanAction.RecordClientAnswer, [Active], []),
        new(PlanAction.AnswerPlanParts, [Active], []),
        new(PlanAction.StartMeasure, [Active], []),
        new(PlanAction.EndMeasure, [Active], []),
        new(PlanAction.ReviewPlan, [Active], []),
        new(PlanAction.ExemptReview, [Active], []),
        new(PlanAction.EnterReviewInError, [Active], []),
        new(PlanAction.ApprovePlanVersion, [Active], []),
        new(PlanAction.EndPlan, [Active], [Ended]),
        new(PlanAction.EnterPlanInError, [Active, Ended], [EnteredInError]));

    /// <summary>Null when the plan allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(PlanAction action, PlanState state) =>
        Table.Find(action, state) is not null ? null : state == EnteredInError ? "PLAN_IN_ERROR" : "PLAN_ENDED";
}
