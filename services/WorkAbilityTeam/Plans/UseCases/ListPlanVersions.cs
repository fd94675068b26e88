namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Lists a plan's versions, without what stands in them.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
internal sealed class ListPlanVersions(PlanReading reading, Database database)
{
    public async Task<ListPlanVersionsResponse> Handle(ListPlanVersionsRequest request, Call call)
    {
        var (plan, _) = await reading.OpenAsync(request.PlanId, call);

        var versions = await database.ListAsync(PlanStore.VersionsOf(plan.Id), call.Cancel);

        await reading.LogAsync(plan, call);
        return new ListPlanVersionsResponse { Versions = { versions.Select(PlanView.Summary) } };
    }
}
