namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Takes a booking back.</summary>
[Access(Team, Relation.Owner)]
internal sealed class CancelAssessmentBooking(AssessmentKind assessments, IBusinessClock clock)
{
    public Task<CancelAssessmentBookingResponse> Handle(CancelAssessmentBookingRequest request, Call call)
    {
        return assessments.ChangeAsync(
            request,
            call,
            AssessmentStore.Whole(Guid.Parse(request.AssessmentId)),
            assessment => assessment.CancelBooking(clock.DayOrToday("cancelled_on", request.CancelledOn)),
            assessment => new CancelAssessmentBookingResponse { Assessment = assessment });
    }
}
