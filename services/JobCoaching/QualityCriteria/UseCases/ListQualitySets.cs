namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>Lists the sets' versions in use on a day.</summary>
[Access(Role.Coach | Role.Coordinator | Role.Manager | Role.Analyst)]
internal sealed class ListQualitySets(CriteriaSets sets, IBusinessClock clock)
{
    public async Task<ListQualitySetsResponse> Handle(ListQualitySetsRequest request, Call call)
    {
        var inUse = await sets.InUseAsync(request.ValidOn?.ToDay() ?? clock.Today, call.Cancel);
        return new ListQualitySetsResponse { Sets = { inUse.Select(set => set.ToMessage()) } };
    }
}
