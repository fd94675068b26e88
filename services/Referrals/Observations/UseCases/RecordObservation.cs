namespace Tyokyky.Referrals.Observations;

/// <summary>Records an observation for services and law.</summary>
[Access(Workers | Role.EmployerLiaison | Role.Manager)]
internal sealed class RecordObservation(ObservationKind observations, ObservationView view, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RecordObservationRequest request, Check check) => check.Details(request.Details, clock.CodeDay(request.ObservedOn));

    public Task<RecordObservationResponse> Handle(RecordObservationRequest request, Call call)
    {
        return unitOfWork.Load(request, call).ForEveryone().WriteAsync(async (_, commit) =>
        {
            var observation = new Observation
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                Organisation = call.Caller.Organisation,
                ObservedOn = clock.DayOrToday("observed_on", request.ObservedOn),
                Details = request.Details.ToDetails(),
                RecordedAt = time.GetUtcNow(),
            };
            var at = FinnishTime.StartOf(observation.ObservedOn);
            var recorded = new Transition(observation.ObjectType, observation.Id, "", StateCode.Of(observation.Status), at);
            await observations.ApplyAsync(commit, null, (observation, recorded));

            return new RecordObservationResponse { Observation = await view.Of(observation, call) };
        });
    }
}
