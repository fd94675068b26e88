namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>Reads a review.</summary>
[Access(Role.Coach | Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class GetQualityReview(Reader reader, CriteriaSets sets)
{
    public Task<GetQualityReviewResponse> Handle(GetQualityReviewRequest request, Call call)
    {
        var id = Guid.Parse(request.ReviewId);
        return reader
            .Load(call, QualityStore.ById(id))
            .Authorize(_ => new AuditSubject(null, "quality-review", id), review => review?.RelationOf(call.Caller))
            .AnswerAsync(async (review, _) => new GetQualityReviewResponse { Review = review!.ToMessage(await sets.OfAsync(review!, call.Cancel)) });
    }
}
