namespace Tyokyky.Referrals.Observations;

/// <summary>Withdraws an observation.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class WithdrawObservation(ObservationKind observations, IBusinessClock clock)
{
    public Task<WithdrawObservationResponse> Handle(WithdrawObservationRequest request, Call call)
    {
        return observations.ChangeAsync(
            request,
            call,
            ObservationStore.Whole(Guid.Parse(request.ObservationId)),
            observation => observation.Withdraw(request.Note, clock.Now),
            observation => new WithdrawObservationResponse { Observation = observation });
    }
}
