using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Reads a plan, its newest version or an older one; for another organisation on the client's permission.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
[Access(Team | Role.Coach | Role.Referrer, Relation.PermissionHolder)]
internal sealed class GetPlan(Database database, AccessLog accessLog, PermissionState permissions, IBusinessClock clock)
{
    public async Task<GetPlanResponse> Handle(GetPlanRequest request, Call call)
    {
        var id = Guid.Parse(request.PlanId);

        var (newest, asked, kinds) = await database.ManyAsync(
            PlanStore.ById(id), PlanStore.AsOfVersion(id, request.Version),
            PermissionStore.KindsOnPlan(id, call.Caller.Organisation, clock.Today).All(), call.Cancel);
        call.SetAuditSubject(newest?.ClientId.ToString(), "plan", request.PlanId);
        var own = newest?.RelationOf(call.Caller) ?? Relation.None;
        var permitted = Disclosure.IsOpen(kinds!) ? Relation.PermissionHolder : Relation.None;
        call.Authorize(newest, own | permitted);
        // A withdrawal, or a split of the client's ids, that is not heard of must not disclose anything.
        if (own == Relation.None || call.Caller.OtherClientIds.Contains(newest.ClientId))
        {
            await permissions.MustBeCurrentAsync(newest.ClientId, call.Cancel);
        }

        var plan = request.Version == 0 ? newest : asked ?? throw PlanErrors.VersionUnknown(newest.Current.Number);

        await accessLog.ReadAsync(call, plan.ClientId, plan.ObjectType, plan.Id);
        return new GetPlanResponse { Plan = plan.ToMessage() };
    }
}
