namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>Compares two reviews of the same version, item by item.</summary>
[Access(Role.Coach | Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class CompareQualityReviews(Reader reader, CriteriaSets sets)
{
    public Task<CompareQualityReviewsResponse> Handle(CompareQualityReviewsRequest request, Call call)
    {
        var (firstId, secondId) = (Guid.Parse(request.FirstReviewId), Guid.Parse(request.SecondReviewId));

        return reader
            .Load(call, QualityStore.ById(firstId), QualityStore.ById(secondId), (first, second) => (First: first, Second: second))
            .Authorize(
                _ => new AuditSubject(null, "quality-review", firstId),
                found => found.First is null || found.Second is null ? null : found.First.RelationOf(call.Caller) & found.Second.RelationOf(call.Caller))
            .AnswerAsync(async (found, _) =>
            {
                found.First!.MustCompareWith(found.Second!);
                return Tell(found.First, found.Second!, await sets.OfAsync(found.First, call.Cancel));
            });
    }

    private static CompareQualityReviewsResponse Tell(Review first, Review second, CriteriaSet set)
    {
        var response = new CompareQualityReviewsResponse { Set = set.Code, Version = set.Edition };
        response.Items.AddRange(set.Items.Select(item => Tell(item.Item, first.ScoreOf(item.Item), second.ScoreOf(item.Item))));
        var (one, two) = (first.Total(set), second.Total(set));
        if (one is not null) { response.FirstTotal = one.Total; }
        if (two is not null) { response.SecondTotal = two.Total; }
        if (one is not null && two is not null && set.Items.All(item => first.ScoreOf(item.Item)!.Applies == second.ScoreOf(item.Item)!.Applies))
        {
            response.TotalDifference = two.Total - one.Total;
        }

        return response;
    }

    private static QualityItemDifference Tell(int item, ItemScore? first, ItemScore? second)
    {
        var difference = new QualityItemDifference { Item = item, FirstScore = first?.Score ?? 0, SecondScore = second?.Score ?? 0 };
        if (first is { Applies: true } && second is { Applies: true })
        {
            difference.Difference = second.Score - first.Score;
        }

        return difference;
    }
}
