namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Ends an assessment that will not be made.</summary>
[Access(Team, Relation.Owner)]
internal sealed class CancelAssessment(AssessmentKind assessments, IBusinessClock clock)
{
    public void Validate(CancelAssessmentRequest request, Check check) => check
        .OptionalCode("reason", request.Reason, AssessmentTable.RuleOf(AssessmentAction.CancelAssessment).ReasonSystem!, clock.CodeDay(request.CancelledOn));

    public Task<CancelAssessmentResponse> Handle(CancelAssessmentRequest request, Call call)
    {
        return assessments.ChangeAsync(
            request,
            call,
            AssessmentStore.Whole(Guid.Parse(request.AssessmentId)),
            assessment => assessment.Cancel(request.Reason, clock.DayOrToday("cancelled_on", request.CancelledOn)),
            assessment => new CancelAssessmentResponse { Assessment = assessment });
    }
}
