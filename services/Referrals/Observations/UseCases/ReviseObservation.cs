namespace Tyokyky.Referrals.Observations;

/// <summary>Changes what an observation says before it is sent.</summary>
[Access(Workers | Role.EmployerLiaison | Role.Manager, Relation.Owner)]
internal sealed class ReviseObservation(ObservationKind observations, IBusinessClock clock)
{
    public Task<ReviseObservationResponse> Handle(ReviseObservationRequest request, Call call)
    {
        return observations.ChangeAsync(
            request,
            call,
            ObservationStore.Whole(Guid.Parse(request.ObservationId)),
            observation =>
            {
                Check.Shape(check => check.Details(request.Details, observation.ObservedOn));
                return observation.Revise(request.Details.ToDetails(), clock.Now);
            },
            observation => new ReviseObservationResponse { Observation = observation });
    }
}
