using Tyokyky.Contracts.Common.V1;
using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>What the caller may do with an assessment now.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
internal sealed class GetAllowedAssessmentActions(Reader reader, PermissionState permissions)
{
    public Task<GetAllowedAssessmentActionsResponse> Handle(GetAllowedAssessmentActionsRequest request, Call call)
    {
        var id = Guid.Parse(request.AssessmentId);
        return reader
            .Load(
                call, AssessmentStore.ById(id), AssessmentStore.StatementsOf(id), AssessmentStore.ApplicationsOf(id),
                (assessment, statements, applications) => assessment is null ? null : AssessmentStore.With(assessment, statements!, applications!))
            .Authorize(
                assessment => new AuditSubject(assessment?.Client.Id, "assessment", id),
                assessment => permissions.RelationOfAsync(assessment?.Client.Id, assessment?.RelationOf(call.Caller), call))
            .AnswerAsync((assessment, relation) =>
            {
                var response = new GetAllowedAssessmentActionsResponse { State = assessment!.State, Etag = assessment.Etag };
                response.Actions.AddRange(AssessmentTable.Table.Rules.Select(rule => Tell(rule.Action, assessment, relation, call.Caller)));
                return ValueTask.FromResult(response);
            });
    }

    private static AllowedAction Tell(AssessmentAction action, ClientAssessment assessment, Relation relation, Caller caller)
    {
        var access = Access.Table.RuleOf(action.ToString());
        var blocked = (caller.Roles & access.AllRoles) == 0 ? "ROLE_NOT_ALLOWED"
            : access.Authorizes(caller.Roles, relation) == Role.None ? "NO_RELATION"
            : AssessmentTable.BlockedBy(action, assessment) ?? ApplicationsBlock(action, assessment);
        return new AllowedAction
        {
            Action = action.ToString(),
            Allowed = blocked is null,
            BlockedReason = blocked ?? "",
            ClearedBy = blocked switch
            {
                null => "",
                "APPOINTMENT_OF_TASK" => "receiver",
                "ROLE_NOT_ALLOWED" or "NO_RELATION" or "ASSESSMENT_ENDED" or "STATEMENT_SUFFICIENT" or "DECISION_POSITIVE" => "nobody",
                _ => "owner",
            },
        };
    }

    // Of several applications one that allows it is enough.
    private static string? ApplicationsBlock(AssessmentAction action, ClientAssessment assessment)
    {
        ApplicationAction? on = action switch
        {
            AssessmentAction.RecordDecision => ApplicationAction.RecordDecision,
            AssessmentAction.FileAppeal => ApplicationAction.FileAppeal,
            _ => null,
        };
        var blocks = on is { } one ? assessment.Applications.Select(application => ApplicationTable.BlockedBy(one, application)).ToList() : [null];
        return blocks.Count == 0 ? "APPLICATION_UNKNOWN" : blocks.Contains(null) ? null : blocks[0];
    }
}
