namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Moves the day on which a leg ended.</summary>
[Access(Team, Relation.Owner)]
internal sealed class CorrectAssessmentDay(AssessmentKind assessments, IBusinessClock clock)
{
    public Task<CorrectAssessmentDayResponse> Handle(CorrectAssessmentDayRequest request, Call call)
    {
        return assessments.ChangeAsync(
            request,
            call,
            AssessmentStore.Whole(Guid.Parse(request.AssessmentId)),
            assessment => assessment.Correct(request.LegNumber, request.Day.ToDay(), clock.Today, request.Note),
            assessment => new CorrectAssessmentDayResponse { Assessment = assessment });
    }
}
