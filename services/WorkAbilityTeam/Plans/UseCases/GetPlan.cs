namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Reads a plan, its newest version or an older one, as far as the caller may.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
[Access(Team | Role.Coach | Role.Referrer, Relation.PermissionHolder | Relation.NamedParticipant)]
internal sealed class GetPlan(PlanReading reading)
{
    public async Task<GetPlanResponse> Handle(GetPlanRequest request, Call call)
    {
        var (newest, reader) = await reading.OpenAsync(request.PlanId, call);

        var plan = await reading.AtAsync(newest, request.Version, call);

        await reading.LogAsync(plan, call);
        return new GetPlanResponse { Plan = PlanView.Of(plan, reader) };
    }
}
