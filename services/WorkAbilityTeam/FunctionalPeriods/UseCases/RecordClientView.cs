namespace Tyokyky.WorkAbilityTeam.FunctionalPeriods;

/// <summary>Records the client's own view.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
internal sealed class RecordClientView(PeriodKind periods, IBusinessClock clock)
{
    public void Validate(RecordClientViewRequest request, Check check) => check
        .Views(request.Views, clock.CodeDay(request.GivenOn));

    public Task<RecordClientViewResponse> Handle(RecordClientViewRequest request, Call call)
    {
        return periods.ChangeAsync(
            request,
            call,
            PeriodStore.Whole(Guid.Parse(request.PeriodId)),
            period => period.See(
                PeriodAction.RecordClientView,
                request.Views.SeenBy(ViewGiver.Client, clock.DayOrToday("given_on", request.GivenOn))),
            period => new RecordClientViewResponse { Period = period });
    }
}
