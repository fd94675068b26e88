namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Books the appointment.</summary>
[Access(Team, Relation.Owner)]
internal sealed class BookAssessment(AssessmentKind assessments, IBusinessClock clock)
{
    public void Validate(BookAssessmentRequest request, Check check) => check
        .Codes("professions", request.Professions, "profession", clock.CodeDay(request.BookedOn))
        .OptionalBusinessId("performer", request.Performer);

    public Task<BookAssessmentResponse> Handle(BookAssessmentRequest request, Call call)
    {
        return assessments.ChangeAsync(
            request,
            call,
            AssessmentStore.Whole(Guid.Parse(request.AssessmentId)),
            assessment => assessment.Book(
                new Appointment(
                    clock.DayOrToday("booked_on", request.BookedOn),
                    request.StartsAt.ToDateTimeOffset(),
                    [.. request.Professions],
                    request.Mode,
                    OfTask: false),
                request.Performer),
            assessment => new BookAssessmentResponse { Assessment = assessment });
    }
}
