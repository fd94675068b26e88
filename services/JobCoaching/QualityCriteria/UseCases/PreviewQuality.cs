namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>Computes every item of a set that operations can tell of.</summary>
[Access(Role.Coach | Role.Coordinator | Role.Manager)]
internal sealed class PreviewQuality(LivePreview preview, CriteriaSets sets, IBusinessClock clock)
{
    public void Validate(PreviewQualityRequest request, Check check) => check
        .ReviewPeriod(request.FromDay, request.ToDay, clock.Today)
        .OptionalCode("model", request.Model, "coaching-model", clock.CodeDay(request.ToDay));

    public async Task<PreviewQualityResponse> Handle(PreviewQualityRequest request, Call call)
    {
        var period = new Period(request.FromDay.ToDay(), request.ToDay.ToDay());
        var set = await sets.InUseAsync(request.Set, request.Version, period.To, call.Cancel);

        var measured = await preview.MeasureAsync(call.Caller.Organisation, period, request.Model, call.Cancel);

        return new PreviewQualityResponse
        {
            Set = set.Code,
            Version = set.Edition,
            FromDay = request.FromDay,
            ToDay = request.ToDay,
            Items = { set.Items.Where(item => item.Measure.Length > 0).Select(item => measured[item.Measure].ToMessage(item)) },
            NotComputedItems = { set.Items.Where(item => item.Measure.Length == 0).Select(item => item.Item) },
        };
    }
}
