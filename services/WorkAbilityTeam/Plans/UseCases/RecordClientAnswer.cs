namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Records what the client answered to the plan. The answer is no fact: a decline is nobody else's business.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
internal sealed class RecordClientAnswer(PlanKind plans, IBusinessClock clock)
{
    public Task<RecordClientAnswerResponse> Handle(RecordClientAnswerRequest request, Call call)
    {
        return plans.ChangeAsync(
            request,
            call,
            PlanStore.Whole(Guid.Parse(request.PlanId)),
            plan => plan.Answer(request.Version, request.Answer, request.Comment, clock.DayOrToday("answered_on", request.AnsweredOn)),
            plan => new RecordClientAnswerResponse { Plan = plan });
    }
}
