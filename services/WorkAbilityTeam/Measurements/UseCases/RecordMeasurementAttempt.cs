namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>Records that the client was asked, or could not be reached.</summary>
[Access(Team, Relation.Owner)]
internal sealed class RecordMeasurementAttempt(MeasurementKind measurements, IBusinessClock clock)
{
    public Task<RecordMeasurementAttemptResponse> Handle(RecordMeasurementAttemptRequest request, Call call)
    {
        return measurements.ChangeAsync(
            request,
            call,
            MeasurementStore.Whole(Guid.Parse(request.MeasurementId)),
            measurement => measurement.Try(new Attempt(clock.DayOrToday("on_day", request.OnDay), request.Mode, request.Reached)),
            measurement => new RecordMeasurementAttemptResponse { Measurement = measurement });
    }
}
