using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Reads an assessment; each reader sees its part.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
[Access(Team | Role.Coach | Role.Referrer, Relation.NamedParticipant | Relation.PermissionHolder)]
internal sealed class GetAssessment(Reader reader, HealthConclusions conclusions, PermissionState permissions, IBusinessClock clock)
{
    public Task<GetAssessmentResponse> Handle(GetAssessmentRequest request, Call call)
    {
        var id = Guid.Parse(request.AssessmentId);
        return reader
            .Load(
                call, AssessmentStore.ById(id), AssessmentStore.StatementsOf(id), AssessmentStore.ApplicationsOf(id),
                (assessment, statements, applications) => assessment is null ? null : AssessmentStore.With(assessment, statements!, applications!))
            .Authorize(
                assessment => new AuditSubject(assessment?.Client.Id, "assessment", id),
                async assessment => assessment is null ? null : await RelationAsync(assessment, call))
            .AnswerAsync((assessment, relation) => ValueTask.FromResult(new GetAssessmentResponse
            {
                Assessment = AssessmentView.Of(assessment!, ReaderOf(assessment!, relation, call), clock.Today),
            }));
    }

    private static AssessmentReader ReaderOf(ClientAssessment assessment, Relation relation, Call call)
    {
        var isSentTo = assessment.SentTo == call.Caller.Organisation && (relation & Relation.NamedParticipant) != 0;
        return AssessmentReader.Of(call.Caller, relation) with { ReadsPackage = isSentTo && (relation & Relation.PermissionHolder) != 0 };
    }

    private async ValueTask<Relation?> RelationAsync(ClientAssessment assessment, Call call)
    {
        var own = await permissions.RelationOfAsync(assessment.Client.Id, assessment.RelationOf(call.Caller), call);
        return assessment.State == AssessmentState.EnteredInError
            ? own
            : await conclusions.WithPermissionAsync(own!.Value, assessment.Client.Id, assessment.Organisation, call);
    }
}
