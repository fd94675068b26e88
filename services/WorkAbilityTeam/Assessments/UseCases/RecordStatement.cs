using Tyokyky.WorkAbilityTeam.Common;

namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Records a statement.</summary>
[Access(Role.TeamMember, Relation.Owner)]
internal sealed class RecordStatement(AssessmentKind assessments, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RecordStatementRequest request, Check check) => check
        .OptionalCode("type", request.Type, "statement-type", clock.CodeDay(request.StatedOn))
        .OptionalBusinessId("author_organisation", request.AuthorOrganisation)
        .Codes("functional_limits", request.FunctionalLimits, "functional-limit", clock.CodeDay(request.StatedOn))
        .NoDiagnosis("conclusion", request.Conclusion);

    public Task<RecordStatementResponse> Handle(RecordStatementRequest request, Call call)
    {
        return assessments.ChangeAsync(
            request,
            call,
            AssessmentStore.Whole(Guid.Parse(request.AssessmentId)),
            assessment => assessment.Receive(new GivenStatement
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                AssessmentId = assessment.Id,
                Number = assessment.Statements.Count + 1,
                Type = request.Type,
                Reference = request.Reference,
                Author = request.Author,
                AuthorOrganisation = AuthorOf(request, assessment),
                StatedOn = clock.DayOrToday("stated_on", request.StatedOn),
                Conclusion = request.Conclusion,
                FunctionalLimits = [.. request.FunctionalLimits.Distinct()],
            }),
            assessment => new RecordStatementResponse { Assessment = assessment });
    }

    private static string AuthorOf(RecordStatementRequest request, ClientAssessment assessment) =>
        request.AuthorOrganisation.Length > 0 ? request.AuthorOrganisation : assessment.Performer.Length > 0 ? assessment.Performer : assessment.Organisation;
}
