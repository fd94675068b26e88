namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Records an application that rests on the statement.</summary>
[Access(Team, Relation.Owner)]
internal sealed class FileApplication(AssessmentKind assessments, TimeProvider time, IBusinessClock clock)
{
    public void Validate(FileApplicationRequest request, Check check) => check
        .OptionalCode("type", request.Type, "application-type", clock.CodeDay(request.FiledOn))
        .OptionalCode("addressee", request.Addressee, "application-addressee", clock.CodeDay(request.FiledOn));

    public Task<FileApplicationResponse> Handle(FileApplicationRequest request, Call call)
    {
        return assessments.ChangeAsync(
            request,
            call,
            AssessmentStore.Whole(Guid.Parse(request.AssessmentId)),
            assessment => assessment.Apply(new RestingApplication
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                AssessmentId = assessment.Id,
                Organisation = assessment.Organisation,
                StatementType = assessment.LastStatement?.Type ?? "",
                Type = request.Type,
                Addressee = request.Addressee,
                FiledOn = clock.DayOrToday("filed_on", request.FiledOn),
            }),
            assessment => new FileApplicationResponse { Assessment = assessment });
    }
}
