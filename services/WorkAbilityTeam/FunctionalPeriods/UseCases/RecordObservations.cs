namespace Tyokyky.WorkAbilityTeam.FunctionalPeriods;

/// <summary>Records what a worker observed.</summary>
[Access(Role.TeamMember, Relation.Owner)]
internal sealed class RecordObservations(PeriodKind periods, IBusinessClock clock)
{
    public void Validate(RecordObservationsRequest request, Check check) => check
        .Views(request.Views, clock.CodeDay(request.ObservedOn));

    public Task<RecordObservationsResponse> Handle(RecordObservationsRequest request, Call call)
    {
        return periods.ChangeAsync(
            request,
            call,
            PeriodStore.Whole(Guid.Parse(request.PeriodId)),
            period => period.See(
                PeriodAction.RecordObservations,
                request.Views.SeenBy(ViewGiver.Worker, clock.DayOrToday("observed_on", request.ObservedOn))),
            period => new RecordObservationsResponse { Period = period });
    }
}
