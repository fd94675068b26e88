namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>Marks a measurement as a mistake.</summary>
[Access(Team, Relation.Owner)]
internal sealed class EnterMeasurementInError(MeasurementKind measurements, IBusinessClock clock)
{
    public void Validate(EnterMeasurementInErrorRequest request, Check check) => check
        .OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterMeasurementInErrorResponse> Handle(EnterMeasurementInErrorRequest request, Call call)
    {
        return measurements.ChangeAsync(
            request,
            call,
            MeasurementStore.Whole(Guid.Parse(request.MeasurementId)),
            measurement => measurement.EnterInError(request.Reason, clock.Today),
            measurement => new EnterMeasurementInErrorResponse { Measurement = measurement });
    }
}
