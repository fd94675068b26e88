namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Records what the client answered to single parts of the plan.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
internal sealed class AnswerPlanParts(PlanKind plans, IBusinessClock clock)
{
    public static void Validate(AnswerPlanPartsRequest request, Check check) => check
        .That(request.Answers.DistinctBy(one => one.PartId.ToLowerInvariant()).Count() == request.Answers.Count, "answers", "VALUE_TWICE", "each part once")
        .Each("answers", request.Answers, (each, one) => each
            .That(one.Answer != ClientAnswer.PartlyAccepted, "answer", "VALUE_UNKNOWN", "accepted or declined"));

    public Task<AnswerPlanPartsResponse> Handle(AnswerPlanPartsRequest request, Call call)
    {
        return plans.ChangeAsync(
            request,
            call,
            PlanStore.Whole(Guid.Parse(request.PlanId)),
            plan =>
            {
                var day = clock.DayOrToday("answered_on", request.AnsweredOn);
                return plan.Answer(
                    request.Version, [.. request.Answers.Select(one => new AnsweredPart(Guid.Parse(one.PartId), one.Answer, one.Comment, day))], day);
            },
            plan => new AnswerPlanPartsResponse { Plan = plan });
    }
}
