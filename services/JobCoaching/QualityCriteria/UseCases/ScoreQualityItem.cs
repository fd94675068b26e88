namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>Scores an item on evidence or on the live pre-review, or says why it is not applicable.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class ScoreQualityItem(ReviewKind reviews, CriteriaSets sets, LivePreview preview, IBusinessClock clock)
{
    public void Validate(ScoreQualityItemRequest request, Check check)
    {
        var answers = (request.Score > 0 ? 1 : 0) + (request.NotApplicableReason.Length > 0 ? 1 : 0) + (request.FromPreview ? 1 : 0);
        check
            .That(answers == 1, "score", "SCORE_OR_REASON", "a score, a reason why the item is not applicable, or the pre-review's score: one of them")
            .OptionalCode("not_applicable_reason", request.NotApplicableReason, "quality-not-applicable-reason", clock.Today)
            .That(
                request.NotApplicableText.Length == 0 || request.NotApplicableReason.Length > 0,
                "not_applicable_text", "SCORE_OR_REASON", "with a reason why the item is not applicable")
            .That(request.Score == 0 || request.Evidence.Count > 0, "evidence", "EVIDENCE_REQUIRED", "what the score rests on")
            .Each("evidence", request.Evidence, (each, one) => each.OptionalCode("type", one.Type, "quality-evidence", clock.Today));
    }

    public Task<ScoreQualityItemResponse> Handle(ScoreQualityItemRequest request, Call call)
    {
        return reviews.ChangeAsync(
            request,
            call,
            QualityStore.Whole(Guid.Parse(request.ReviewId)),
            async review =>
            {
                var set = await sets.OfAsync(review, call.Cancel);
                var criterion = set.Find(request.Item) ?? throw QualityErrors.ItemUnknown();
                MustBeOfItem(request, criterion);
                return review.Score(await ScoreAsync(request, call, review, criterion));
            },
            review => new ScoreQualityItemResponse { Review = review });
    }

    private static void MustBeOfItem(ScoreQualityItemRequest request, Criterion criterion)
    {
        if (request.Evidence.ToList().FindIndex(one => !criterion.Evidence.Contains(one.Type)) is >= 0 and var index)
        {
            throw QualityErrors.EvidenceNotOfItem(index, criterion.Evidence);
        }
    }

    private async Task<ItemScore> ScoreAsync(ScoreQualityItemRequest request, Call call, Review review, Criterion criterion)
    {
        var score = new ItemScore(
            criterion.Item, request.Score, request.NotApplicableReason, request.NotApplicableText,
            [.. request.Evidence.Select(one => new EvidenceOfScore(one.Type, one.Text))], call.Caller.Subject, clock.Today);
        if (!request.FromPreview)
        {
            return score;
        }

        if (criterion.Measure.Length == 0)
        {
            throw QualityErrors.NotComputable(criterion.Item, "");
        }

        var measured = await preview.MeasureAsync(review.Organisation, new Period(review.FromDay, review.ToDay), "", call.Cancel);
        var told = measured[criterion.Measure];
        return told.IsComputable
            ? score with { Score = told.Judge(criterion).Score, TakenOver = told }
            : throw QualityErrors.NotComputable(criterion.Item, told.NotComputable);
    }
}
