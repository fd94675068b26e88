namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>Records that the client does not want to answer.</summary>
[Access(Team, Relation.Owner)]
internal sealed class RefuseMeasurement(MeasurementKind measurements, IBusinessClock clock)
{
    public Task<RefuseMeasurementResponse> Handle(RefuseMeasurementRequest request, Call call)
    {
        return measurements.ChangeAsync(
            request,
            call,
            MeasurementStore.Whole(Guid.Parse(request.MeasurementId)),
            measurement => measurement.Refuse(clock.DayOrToday("refused_on", request.RefusedOn)),
            measurement => new RefuseMeasurementResponse { Measurement = measurement });
    }
}
