namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Records an appeal against a decision.</summary>
[Access(Team, Relation.Owner)]
internal sealed class FileAppeal(AssessmentKind assessments, IBusinessClock clock)
{
    public Task<FileAppealResponse> Handle(FileAppealRequest request, Call call)
    {
        return assessments.ChangeAsync(
            request,
            call,
            AssessmentStore.Whole(Guid.Parse(request.AssessmentId)),
            assessment => assessment.Appeal(Guid.Parse(request.ApplicationId), clock.DayOrToday("appealed_on", request.AppealedOn)),
            assessment => new FileAppealResponse { Assessment = assessment });
    }
}
