namespace Tyokyky.Referrals.UseCases;

/// <summary>Withdraws an observation.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class WithdrawObservation(ObservationChange change, IBusinessClock clock)
{
    public Task<WithdrawObservationResponse> Handle(WithdrawObservationRequest request, Call call)
    {
        return change.Do(
            request.ObservationId,
            request.Etag,
            request,
            call,
            observation => ValueTask.FromResult(observation.Withdraw(request.Note, clock.Now)),
            observation => new WithdrawObservationResponse { Observation = observation });
    }
}
