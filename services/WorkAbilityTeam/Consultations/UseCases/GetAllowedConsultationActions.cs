using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>Tells what the caller may do with a matter now and, for the rest, why not: from the table that the RPCs themselves check.</summary>
[Access(Team, Relation.Owner | Relation.Sender)]
[Access(Role.Coach | Role.Referrer, Relation.Sender)]
internal sealed class GetAllowedConsultationActions(ConsultationReading reading)
{
    public async Task<GetAllowedConsultationActionsResponse> Handle(GetAllowedConsultationActionsRequest request, Call call)
    {
        var matter = await reading.OpenAsync(request.ConsultationId, call);

        // What Referrals does is asked there.
        var own = MatterTable.Table.Rules.Select(rule => rule.Action).Where(action => action != MatterAction.EndContactFollowUp).Distinct();
        return new GetAllowedConsultationActionsResponse { State = matter.State, Actions = { own.Select(action => Tell(action, matter, call)) } };
    }

    private static AllowedAction Tell(MatterAction action, Matter matter, Call call)
    {
        var refusal = Access.Table.RefusalOf(action.ToString(), call.Caller, matter.RelationOf(call.Caller));
        var reason = refusal ?? MatterTable.BlockedBy(action, matter.State) ?? "";
        return new AllowedAction
        {
            Action = action.ToString(),
            Allowed = reason.Length == 0,
            BlockedReason = reason,
            ClearedBy = reason.Length == 0 ? "" : reason == "NO_RELATION" ? "other_side" : "nobody",
        };
    }
}
