namespace Tyokyky.WorkAbilityTeam.FunctionalPeriods;

/// <summary>Records the workplace's feedback, by the team or by job coaching.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Coach, Relation.NamedParticipant)]
internal sealed class RecordHostFeedback(PeriodKind periods, IBusinessClock clock)
{
    public void Validate(RecordHostFeedbackRequest request, Check check) => check
        .Views(request.Views, clock.CodeDay(request.GivenOn));

    public Task<RecordHostFeedbackResponse> Handle(RecordHostFeedbackRequest request, Call call)
    {
        return periods.ChangeAsync(
            request,
            call,
            PeriodStore.Whole(Guid.Parse(request.PeriodId)),
            period => period.See(
                PeriodAction.RecordHostFeedback,
                request.Views.SeenBy(ViewGiver.Host, clock.DayOrToday("given_on", request.GivenOn), request.Reference)),
            period => new RecordHostFeedbackResponse { Period = period });
    }
}
