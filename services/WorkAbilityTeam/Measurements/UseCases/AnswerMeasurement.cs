namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>Records the values; one at the end plans those that follow the service.</summary>
[Access(Team, Relation.Owner)]
internal sealed class AnswerMeasurement(MeasurementKind measurements, TimeProvider time, IBusinessClock clock)
{
    public static void Validate(AnswerMeasurementRequest request, Check check) => check
        .That(request.Values.DistinctBy(value => value.Scale).Count() == request.Values.Count, "values", "VALUE_TWICE", "each scale once");

    public Task<AnswerMeasurementResponse> Handle(AnswerMeasurementRequest request, Call call)
    {
        return measurements.ChangeAsync(
            request,
            call,
            MeasurementStore.Whole(Guid.Parse(request.MeasurementId)),
            async (measurement, commit) =>
            {
                var (now, transition) = measurement.Answer(request.Values.ToValues(), request.Rater, clock.DayOrToday("answered_on", request.AnsweredOn));
                await measurements.TellChangesAsync(commit, now, call.Cancel);
                foreach (var following in now.FollowUps(() => Guid.CreateVersion7(time.GetUtcNow())))
                {
                    await measurements.ApplyAsync(commit, null, (following, following.Planned()));
                }

                return (now, transition);
            },
            measurement => new AnswerMeasurementResponse { Measurement = measurement });
    }
}
