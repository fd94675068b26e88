using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>What the caller may do with a review now.</summary>
[Access(Role.Coach | Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class GetAllowedQualityReviewActions(Reader reader)
{
    public Task<GetAllowedQualityReviewActionsResponse> Handle(GetAllowedQualityReviewActionsRequest request, Call call)
    {
        var id = Guid.Parse(request.ReviewId);
        return reader
            .Load(call, QualityStore.ById(id))
            .Authorize(_ => new AuditSubject(null, "quality-review", id), review => review?.RelationOf(call.Caller))
            .AnswerAsync((review, relation) => ValueTask.FromResult(new GetAllowedQualityReviewActionsResponse
            {
                State = review!.State,
                Actions = { QualityReviewTable.Table.Rules.Select(rule => Tell(rule.Action, review, relation, call)) },
                Etag = review.Etag,
            }));
    }

    private static AllowedAction Tell(QualityReviewAction action, Review review, Relation relation, Call call)
    {
        var isOpen = Access.Table.RuleOf(action.ToString()).Authorizes(call.Caller.Roles, relation) != Role.None;
        var blocked = isOpen ? QualityReviewTable.BlockedBy(action, review.State) ?? "" : "ROLE_NOT_ALLOWED";
        return new AllowedAction
        {
            Action = action.ToString(),
            Allowed = blocked.Length == 0,
            BlockedReason = blocked,
            ClearedBy = blocked.Length == 0 ? "" : review.State == QualityReviewState.EnteredInError ? "nobody" : "owner",
        };
    }
}
