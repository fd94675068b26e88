namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Marks an assessment as a mistake.</summary>
[Access(Team, Relation.Owner)]
internal sealed class EnterAssessmentInError(AssessmentKind assessments, IBusinessClock clock)
{
    public void Validate(EnterAssessmentInErrorRequest request, Check check) => check
        .OptionalCode("reason", request.Reason, AssessmentTable.RuleOf(AssessmentAction.EnterAssessmentInError).ReasonSystem!, clock.Today);

    public Task<EnterAssessmentInErrorResponse> Handle(EnterAssessmentInErrorRequest request, Call call)
    {
        return assessments.ChangeAsync(
            request,
            call,
            AssessmentStore.Whole(Guid.Parse(request.AssessmentId)),
            assessment => assessment.EnterInError(request.Reason, request.Note, clock.Today),
            assessment => new EnterAssessmentInErrorResponse { Assessment = assessment });
    }
}
