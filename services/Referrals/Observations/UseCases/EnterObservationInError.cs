namespace Tyokyky.Referrals.Observations;

/// <summary>An observation was recorded by mistake.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class EnterObservationInError(ObservationKind observations, IBusinessClock clock)
{
    public void Validate(EnterObservationInErrorRequest request, Check check) => check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterObservationInErrorResponse> Handle(EnterObservationInErrorRequest request, Call call)
    {
        return observations.ChangeAsync(
            request,
            call,
            ObservationStore.Whole(Guid.Parse(request.ObservationId)),
            observation => observation.EnterInError(request.Reason, clock.Now),
            observation => new EnterObservationInErrorResponse { Observation = observation });
    }
}
