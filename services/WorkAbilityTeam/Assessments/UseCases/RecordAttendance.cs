namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Records whether the client came.</summary>
[Access(Team, Relation.Owner)]
internal sealed class RecordAttendance(AssessmentKind assessments, IBusinessClock clock)
{
    public Task<RecordAttendanceResponse> Handle(RecordAttendanceRequest request, Call call)
    {
        return assessments.ChangeAsync(
            request,
            call,
            AssessmentStore.Whole(Guid.Parse(request.AssessmentId)),
            assessment => assessment.Attend(request.Attended, clock.DayOrToday("on_day", request.OnDay)),
            assessment => new RecordAttendanceResponse { Assessment = assessment });
    }
}
