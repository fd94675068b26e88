namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>Lists the measurements of which somebody has to do something, the earliest first.</summary>
[Access(Team | Role.Manager)]
internal sealed class ListDueMeasurements(Reader reader, IBusinessClock clock)
{
    public Task<ListDueMeasurementsResponse> Handle(ListDueMeasurementsRequest request, Call call)
    {
        var readsValues = MeasurementMessages.ReadsValues(call.Caller, Relation.Owner);
        return reader.ListAsync(
            request,
            call,
            paging => MeasurementStore.Due(
                call.Caller.Organisation, request.Owner, request.DueBy?.ToDay() ?? clock.Today,
                paging.After is { } after ? (after.Day(0), after.Id(1)) : (DateOnly.MinValue, Guid.Empty), paging.Limit),
            measurement => [PagingKeys.DayKey(measurement.NextAttemptOn!.Value), measurement.Id.ToString()],
            measurement => new Touch(measurement.Client.Id, measurement.ObjectType, measurement.Id.ToString()),
            page => ValueTask.FromResult(
                new ListDueMeasurementsResponse { Measurements = { page.Select(measurement => measurement.ToMessage(readsValues)) } }));
    }
}
