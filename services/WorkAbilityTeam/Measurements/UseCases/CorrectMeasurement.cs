namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>Corrects the values of an answered measurement.</summary>
[Access(Team, Relation.Owner)]
internal sealed class CorrectMeasurement(MeasurementKind measurements, IBusinessClock clock)
{
    public static void Validate(CorrectMeasurementRequest request, Check check) => check
        .That(request.Values.DistinctBy(value => value.Scale).Count() == request.Values.Count, "values", "VALUE_TWICE", "each scale once");

    public Task<CorrectMeasurementResponse> Handle(CorrectMeasurementRequest request, Call call)
    {
        return measurements.ChangeAsync(
            request,
            call,
            MeasurementStore.Whole(Guid.Parse(request.MeasurementId)),
            async (measurement, commit) =>
            {
                var (now, transition) = measurement.Correct(request.Values.ToValues(), request.Note, clock.Today);
                await measurements.TellChangesAsync(commit, now, call.Cancel);
                return (now, transition);
            },
            measurement => new CorrectMeasurementResponse { Measurement = measurement });
    }
}
