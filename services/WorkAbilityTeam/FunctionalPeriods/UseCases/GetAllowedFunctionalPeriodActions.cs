using Tyokyky.Contracts.Common.V1;
using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.FunctionalPeriods;

/// <summary>What the caller may do with a period now.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
[Access(Role.Coach, Relation.NamedParticipant)]
internal sealed class GetAllowedFunctionalPeriodActions(Reader reader, PermissionState permissions)
{
    public Task<GetAllowedFunctionalPeriodActionsResponse> Handle(GetAllowedFunctionalPeriodActionsRequest request, Call call)
    {
        var id = Guid.Parse(request.PeriodId);
        return reader
            .Load(call, PeriodStore.ById(id))
            .Authorize(
                period => new AuditSubject(period?.Client.Id, "functional-period", id),
                period => permissions.RelationOfAsync(period?.Client.Id, period?.RelationOf(call.Caller), call))
            .AnswerAsync((period, relation) =>
            {
                var response = new GetAllowedFunctionalPeriodActionsResponse { State = period!.State, Etag = period.Etag };
                response.Actions.AddRange(PeriodTable.Table.Rules.Select(rule => Tell(rule.Action, period, relation, call.Caller)));
                return ValueTask.FromResult(response);
            });
    }

    private static AllowedAction Tell(PeriodAction action, AssessmentPeriod period, Relation relation, Caller caller)
    {
        var access = Access.Table.RuleOf(action.ToString());
        var blocked = (caller.Roles & access.AllRoles) == 0 ? "ROLE_NOT_ALLOWED"
            : access.Authorizes(caller.Roles, relation) == Role.None ? "NO_RELATION"
            : PeriodTable.BlockedBy(action, period.State);
        return new AllowedAction
        {
            Action = action.ToString(),
            Allowed = blocked is null,
            BlockedReason = blocked ?? "",
            ClearedBy = blocked switch { null => "", "PERIOD_NOT_STARTED" => "owner", _ => "nobody" },
        };
    }
}
