using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>An observation was recorded by mistake.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class EnterObservationInError(ObservationChange change, IBusinessClock clock)
{
    public Task<EnterObservationInErrorResponse> Handle(EnterObservationInErrorRequest request, Call call)
    {
        Check.Shape(check => check.Uuid("observation_id", request.ObservationId).Code("reason", request.Reason, "error-reason", clock.Today));
        return change.Do(
            request.ObservationId,
            request.Etag,
            request,
            call,
            observation => ValueTask.FromResult(observation.EnterInError(request.Reason, clock.Now)),
            observation => new EnterObservationInErrorResponse { Observation = observation });
    }
}
