namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Records what the client answered to the plan: what its measures are to open opens, or not.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
internal sealed class RecordClientAnswer(PlanKind plans, IBusinessClock clock)
{
    public static void Validate(RecordClientAnswerRequest request, Check check) =>
        check.That(request.Answer != ClientAnswer.PartlyAccepted, "answer", "VALUE_UNKNOWN", "accepted or declined; AnswerPlanParts answers single parts");

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
