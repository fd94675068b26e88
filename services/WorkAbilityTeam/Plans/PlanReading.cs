using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>How plans are read: by the team and the client, and by others as far as the client permits and their own part goes. The read is logged.</summary>
internal sealed class PlanReading(Database database, AccessLog accessLog, PermissionState permissions, IBusinessClock clock)
{
    /// <summary>The plan with its newest version, and who reads it.</summary>
    public async Task<(SupportPlan Plan, PlanReader Reader)> OpenAsync(string planId, Call call)
    {
        var id = Guid.Parse(planId);
        var (newest, lives, known) = await database.ManyAsync(
            PlanStore.ById(id), PlanStore.LivesOf(id), PermissionStore.OnPlan(id, call.Caller.Organisation, clock.Today).All(), call.Cancel);
        var plan = newest is null ? null : newest with { Lives = lives! };
        call.SetAuditSubject(plan?.ClientId.ToString(), "plan", planId);
        var reader = plan is null ? null : PlanReader.Of(plan, call.Caller, known!);
        var own = plan?.RelationOf(call.Caller) ?? Relation.None;
        call.Authorize(plan, own | (plan is null ? Relation.None : reader!.RelationTo(plan)));

        // A withdrawal, or a split of the client's ids, that is not heard of must not disclose anything.
        if (own == Relation.None || call.Caller.OtherClientIds.Contains(plan.ClientId))
        {
            await permissions.MustBeCurrentAsync(plan.ClientId, call.Cancel);
        }

        return (plan, reader!);
    }

    /// <summary>The plan with that version in the place of the newest; 0: the newest.</summary>
    public async Task<SupportPlan> AtAsync(SupportPlan plan, int version, Call call)
    {
        if (version == 0 || version == plan.Current.Number)
        {
            return plan;
        }

        var asked = await database.OneAsync(PlanStore.AsOfVersion(plan.Id, version), call.Cancel) ?? throw PlanErrors.VersionUnknown(plan.Current.Number);
        return asked with { Lives = plan.Lives };
    }

    /// <summary>The access log's row, before anything is shown.</summary>
    public Task LogAsync(SupportPlan plan, Call call) => accessLog.ReadAsync(call, plan.ClientId, plan.ObjectType, plan.Id);
}
