using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Tells what the caller may do with a plan now and, for the rest, why not: from the table that the RPCs themselves check.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
internal sealed class GetAllowedPlanActions(PlanReading reading)
{
    public async Task<GetAllowedPlanActionsResponse> Handle(GetAllowedPlanActionsRequest request, Call call)
    {
        var (plan, _) = await reading.OpenAsync(request.PlanId, call);

        await reading.LogAsync(plan, call);
        return new GetAllowedPlanActionsResponse
        {
            State = plan.State,
            Actions = { PlanTable.Table.Rules.Select(rule => Tell(rule.Action, plan, call)) },
        };
    }

    private static AllowedAction Tell(PlanAction action, SupportPlan plan, Call call)
    {
        var reason = Access.Table.RefusalOf(action.ToString(), call.Caller, plan.RelationOf(call.Caller)) ?? BlockedBy(action, plan, call.Caller.Subject) ?? "";
        return new AllowedAction
        {
            Action = action.ToString(),
            Allowed = reason.Length == 0,
            BlockedReason = reason,
            ClearedBy = reason.Length == 0 ? "" : reason is "OWN_VERSION" or "NO_RELATION" ? "other_side" : "nobody",
        };
    }

    private static string? BlockedBy(PlanAction action, SupportPlan plan, string subject) =>
        PlanTable.BlockedBy(action, plan.State) ?? action switch
        {
            PlanAction.RecordClientAnswer when plan.Current.Answer != ClientAnswer.Unspecified => "PLAN_ALREADY_ANSWERED",
            PlanAction.ApprovePlanVersion when plan.Current.Approval is not null => "PLAN_ALREADY_APPROVED",
            PlanAction.ApprovePlanVersion when plan.Current.WrittenBy == subject => "OWN_VERSION",
            _ => null,
        };
}
