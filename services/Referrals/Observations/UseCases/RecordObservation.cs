namespace Tyokyky.Referrals.UseCases;

/// <summary>Records an observation for services and law.</summary>
[Access(Workers | Role.EmployerLiaison | Role.Manager)]
internal sealed class RecordObservation(ObservationView view, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RecordObservationRequest request, Check check) => check.Details(request.Details, clock.CodeDay(request.ObservedOn));

    public async Task<RecordObservationResponse> Handle(RecordObservationRequest request, Call call)
    {
        await unitOfWork.LoadAsync(call, request);
        if (call.Replay<RecordObservationResponse>() is { } done)
        {
            return done;
        }

        var observation = new Observation
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Organisation = call.Caller.Organisation,
            ObservedOn = clock.DayOrToday("observed_on", request.ObservedOn),
            Details = request.Details.ToDetails(),
            RecordedAt = time.GetUtcNow(),
        };

        return await unitOfWork.Commit(call, request)
            .Add(ObservationStore.Insert(observation))
            .Transition(new Transition(observation.ObjectType, observation.Id, "", StateCode.Of(observation.Status), FinnishTime.StartOf(observation.ObservedOn)))
            .Fact(ObservationFacts.Recorded(observation), observation.Id.ToString())
            .SaveAsync(new RecordObservationResponse { Observation = await view.Of(observation, call) });
    }
}
