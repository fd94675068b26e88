namespace Tyokyky.Referrals.UseCases;

/// <summary>Reads a needs assessment with its needs.</summary>
[Access(Workers, Shared)]
[Access(Role.Client, Relation.Client)]
internal sealed class GetNeedsAssessment(NeedView view, ClientRelations relations, Database database, AccessLog accessLog)
{
    public async Task<GetNeedsAssessmentResponse> Handle(GetNeedsAssessmentRequest request, Call call)
    {
        var assessmentId = Guid.Parse(request.AssessmentId);

        var (assessment, needs) = await database.ManyAsync(NeedStore.Assessment(assessmentId), NeedStore.NeedsOf(assessmentId), call.Cancel);
        var ties = assessment is null ? Relation.None : await relations.OfAsync(assessment.ClientId, assessment.Organisation, call);
        call.SetAuditSubject(assessment?.ClientId.ToString(), "needs-assessment", request.AssessmentId);
        call.Authorize(assessment, assessment?.RelationOf(call.Caller, ties));

        assessment.Needs.AddRange(needs!);
        await accessLog.ReadAsync(call, assessment.ClientId, "needs-assessment", assessment.Id);
        return new GetNeedsAssessmentResponse { Assessment = await view.Of(assessment, call) };
    }
}
