using Tyokyky.Contracts.Common.V1;
using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>What the caller may do with a measurement now.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
internal sealed class GetAllowedMeasurementActions(Reader reader, PermissionState permissions)
{
    public Task<GetAllowedMeasurementActionsResponse> Handle(GetAllowedMeasurementActionsRequest request, Call call)
    {
        var id = Guid.Parse(request.MeasurementId);
        return reader
            .Load(call, MeasurementStore.ById(id))
            .Authorize(
                measurement => new AuditSubject(measurement?.Client.Id, "measurement", id),
                measurement => permissions.RelationOfAsync(measurement?.Client.Id, measurement?.RelationOf(call.Caller), call))
            .AnswerAsync((measurement, relation) =>
            {
                var response = new GetAllowedMeasurementActionsResponse { State = measurement!.State, Etag = measurement.Etag };
                response.Actions.AddRange(Enum.GetValues<MeasurementAction>().Select(action => Tell(action, measurement, relation, call.Caller)));
                return ValueTask.FromResult(response);
            });
    }

    private static AllowedAction Tell(MeasurementAction action, ClientMeasurement measurement, Relation relation, Caller caller)
    {
        var access = Access.Table.RuleOf(action.ToString());
        var blocked = (caller.Roles & access.AllRoles) == 0 ? "ROLE_NOT_ALLOWED"
            : access.Authorizes(caller.Roles, relation) == Role.None ? "NO_RELATION"
            : MeasurementTable.BlockedBy(action, measurement.State);
        return new AllowedAction
        {
            Action = action.ToString(),
            Allowed = blocked is null,
            BlockedReason = blocked ?? "",
            ClearedBy = blocked switch { null => "", "MEASUREMENT_NOT_ANSWERED" or "MEASUREMENT_NOT_REACHED" => "owner", _ => "nobody" },
        };
    }
}
