using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Needs;

/// <summary>Reads a needs assessment with its needs.</summary>
[Access(Workers, Shared)]
[Access(Role.Client, Relation.Client)]
internal sealed class GetNeedsAssessment(NeedView view, ClientRelations relations, Reader reader)
{
    public Task<GetNeedsAssessmentResponse> Handle(GetNeedsAssessmentRequest request, Call call)
    {
        var id = Guid.Parse(request.AssessmentId);

        return reader
            .Load(call, NeedStore.Assessment(id), NeedStore.NeedsOf(id), (assessment, needs) => assessment is null ? null : assessment with { Needs = needs! })
            .Authorize(
                assessment => new AuditSubject(assessment?.ClientId, "needs-assessment", id),
                async assessment => assessment?.RelationOf(call.Caller, await relations.OfAsync(assessment.ClientId, assessment.Organisation, call)))
            .AnswerAsync(async (assessment, _) => new GetNeedsAssessmentResponse { Assessment = await view.Of(assessment!, call) });
    }
}
