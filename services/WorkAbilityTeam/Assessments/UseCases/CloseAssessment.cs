namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Closes an assessment with its outcome; the task that opened it completes by the fact.</summary>
[Access(Team, Relation.Owner)]
internal sealed class CloseAssessment(AssessmentKind assessments, IBusinessClock clock)
{
    public void Validate(CloseAssessmentRequest request, Check check) => check
        .OptionalCode("outcome", request.Outcome, "task-outcome", clock.CodeDay(request.ClosedOn));

    public Task<CloseAssessmentResponse> Handle(CloseAssessmentRequest request, Call call)
    {
        return assessments.ChangeAsync(
            request,
            call,
            AssessmentStore.Whole(Guid.Parse(request.AssessmentId)),
            assessment => assessment.Close(request.Outcome, clock.DayOrToday("closed_on", request.ClosedOn)),
            assessment => new CloseAssessmentResponse { Assessment = assessment });
    }
}
