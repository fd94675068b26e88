namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Records the decision on an application.</summary>
[Access(Team, Relation.Owner)]
internal sealed class RecordDecision(AssessmentKind assessments, IBusinessClock clock)
{
    public Task<RecordDecisionResponse> Handle(RecordDecisionRequest request, Call call)
    {
        return assessments.ChangeAsync(
            request,
            call,
            AssessmentStore.Whole(Guid.Parse(request.AssessmentId)),
            assessment => assessment.Decide(Guid.Parse(request.ApplicationId), request.Decision, clock.DayOrToday("decided_on", request.DecidedOn)),
            assessment => new RecordDecisionResponse { Assessment = assessment });
    }
}
