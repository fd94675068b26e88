namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>The differences between two versions, as far as the caller reads them.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
[Access(Team | Role.Coach | Role.Referrer, Relation.PermissionHolder | Relation.NamedParticipant)]
internal sealed class ComparePlanVersions(PlanReading reading)
{
    public async Task<ComparePlanVersionsResponse> Handle(ComparePlanVersionsRequest request, Call call)
    {
        var (newest, reader) = await reading.OpenAsync(request.PlanId, call);

        var before = await reading.AtAsync(newest, request.FromVersion, call);
        var after = await reading.AtAsync(newest, request.ToVersion, call);

        await reading.LogAsync(newest, call);
        return new ComparePlanVersionsResponse { Differences = { PlanComparison.Between(PlanView.Of(before, reader), PlanView.Of(after, reader)) } };
    }
}
