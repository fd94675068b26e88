namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Says whether the newest statement suffices; why not is told to its author.</summary>
[Access(Role.TeamMember, Relation.Owner)]
internal sealed class JudgeStatement(AssessmentKind assessments, IBusinessClock clock)
{
    public void Validate(JudgeStatementRequest request, Check check) => check
        .OptionalCode("reason", request.Reason, "insufficiency-reason", clock.CodeDay(request.JudgedOn))
        .That(request.Sufficiency != Sufficiency.Insufficient || request.Reason.Length > 0, "reason", "FIELD_REQUIRED", "why it does not suffice")
        .That(request.Sufficiency != Sufficiency.Sufficient || request.Reason.Length == 0, "reason", "REASON_UNEXPECTED", "empty for one that suffices");

    public Task<JudgeStatementResponse> Handle(JudgeStatementRequest request, Call call)
    {
        return assessments.ChangeAsync(
            request,
            call,
            AssessmentStore.Whole(Guid.Parse(request.AssessmentId)),
            assessment => assessment.Judge(request.Sufficiency, request.Reason, clock.DayOrToday("judged_on", request.JudgedOn)),
            assessment => new JudgeStatementResponse { Assessment = assessment });
    }
}
