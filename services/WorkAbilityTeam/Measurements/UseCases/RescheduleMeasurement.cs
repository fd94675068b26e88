namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>Moves a measurement to another day or another owner.</summary>
[Access(Team, Relation.Owner)]
internal sealed class RescheduleMeasurement(MeasurementKind measurements, IBusinessClock clock)
{
    public Task<RescheduleMeasurementResponse> Handle(RescheduleMeasurementRequest request, Call call)
    {
        return measurements.ChangeAsync(
            request,
            call,
            MeasurementStore.Whole(Guid.Parse(request.MeasurementId)),
            measurement => measurement.Reschedule(request.DueOn?.ToDay(), request.Owner, clock.Today),
            measurement => new RescheduleMeasurementResponse { Measurement = measurement });
    }
}
