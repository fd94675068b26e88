namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Lists the measures of the organisation's plans that are due, the longest due first.</summary>
[Access(Team | Role.Manager)]
internal sealed class ListDueMeasures(Reader reader, IBusinessClock clock)
{
    public Task<ListDueMeasuresResponse> Handle(ListDueMeasuresRequest request, Call call)
    {
        var by = request.DueBy?.ToDay() ?? clock.Today;

        return reader.ListAsync(
            request,
            call,
            paging => PlanStore.DueMeasures(
                call.Caller.Organisation, by, request.Owner, paging.After?.Day(0) ?? DateOnly.MinValue, paging.AfterId(), paging.Limit),
            measure => [PagingKeys.DayKey(measure.DueOn), measure.Id.ToString()],
            measure => new Touch(measure.ClientId, "plan", measure.PlanId.ToString()),
            page => ValueTask.FromResult(new ListDueMeasuresResponse { Measures = { page.Select(Due) } }));
    }

    private static DueMeasure Due(MeasureLife measure) => new()
    {
        MeasureId = measure.Id.ToString(),
        PlanId = measure.PlanId.ToString(),
        ClientId = measure.ClientId.ToString(),
        Kind = measure.Kind,
        Provider = measure.Provider,
        Owner = measure.Owner,
        DueOn = measure.DueOn.ToDate(),
        State = measure.State,
    };
}
