namespace Tyokyky.Referrals.UseCases;

/// <summary>An observation was recorded by mistake.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class EnterObservationInError(ObservationChange change, IBusinessClock clock)
{
    public void Validate(EnterObservationInErrorRequest request, Check check) => check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterObservationInErrorResponse> Handle(EnterObservationInErrorRequest request, Call call)
    {
        return change.Do(
            request.ObservationId,
            request.Etag,
            request,
            call,
            observation => ValueTask.FromResult(observation.EnterInError(request.Reason, clock.Now)),
            observation => new EnterObservationInErrorResponse { Observation = observation });
    }
}
