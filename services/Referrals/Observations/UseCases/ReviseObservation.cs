namespace Tyokyky.Referrals.UseCases;

/// <summary>Changes what an observation says before it is sent.</summary>
[Access(Workers | Role.EmployerLiaison | Role.Manager, Relation.Owner)]
internal sealed class ReviseObservation(ObservationChange change, IBusinessClock clock)
{
    public Task<ReviseObservationResponse> Handle(ReviseObservationRequest request, Call call)
    {
        return change.Do(
            request.ObservationId,
            request.Etag,
            request,
            call,
            observation =>
            {
                Check.Shape(check => check.Details(request.Details, observation.ObservedOn));
                return ValueTask.FromResult(observation.Revise(request.Details.ToDetails(), clock.Now));
            },
            observation => new ReviseObservationResponse { Observation = observation });
    }
}
