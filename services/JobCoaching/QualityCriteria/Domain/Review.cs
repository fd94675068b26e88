namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>An organisation's own review of a unit, or of itself, by a version of a set of criteria.</summary>
internal sealed record Review : IAggregate<Review>
{
    public required Guid Id { get; init; }

    public required string Organisation { get; init; }

    /// <summary>Empty: the whole organisation.</summary>
    public required string Unit { get; init; }

    public required string Set { get; init; }

    public required string Edition { get; init; }

    public required DateOnly FromDay { get; init; }

    public required DateOnly ToDay { get; init; }

    public QualityReviewState State { get; init; } = QualityReviewState.Started;

    public required DateOnly StartedOn { get; init; }

    public DateOnly? FinishedOn { get; init; }

    /// <summary>By item.</summary>
    public IReadOnlyList<ItemScore> Scores { get; init; } = [];

    public string ErrorReason { get; init; } = "";

    public long Version { get; init; } = 1;

    public string ObjectType => "quality-review";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public Review At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) => caller.Organisation == Organisation ? Relation.Owner : Relation.None;

    public Transition Started() => new(ObjectType, Id, "", StateCode.Of(State), FinnishTime.StartOf(StartedOn));

    public ItemScore? ScoreOf(int item) => Scores.FirstOrDefault(score => score.Item == item);

    public IEnumerable<int> Missing(CriteriaSet set) => set.Items.Select(one => one.Item).Where(item => ScoreOf(item) is null);

    /// <summary>Null while an item is missing.</summary>
    public ReviewTotal? Total(CriteriaSet set)
    {
        if (Missing(set).Any())
        {
            return null;
        }

        var scored = Scores.Where(score => score.Applies).ToList();
        var total = scored.Sum(score => score.Score);
        // Bands are of totals of the whole set: of fewer items nobody has told any.
        var band = scored.Count == set.Items.Count ? set.BandOf(total) : "";
        return new(total, scored.Count * Criterion.BestScore, scored.Count, Scores.Count - scored.Count, band);
    }

    public (Review, Transition) Score(ItemScore score)
    {
        Require(QualityReviewAction.ScoreQualityItem);
        ItemScore[] scores = [.. Scores.Where(one => one.Item != score.Item).Append(score).OrderBy(one => one.Item)];
        var what = $"item-{score.Item} {(score.Applies ? $"score-{score.Score}" : score.NotApplicable)}";
        return To(this with { Scores = scores }, score.ScoredOn, what, score.NotApplicableText);
    }

    public (Review, Transition) Finish(CriteriaSet set, DateOnly on)
    {
        Require(QualityReviewAction.FinishQualityReview);
        if (Missing(set).ToArray() is { Length: > 0 } missing)
        {
            throw QualityErrors.ItemsMissing(this, missing);
        }

        return on < StartedOn
            ? throw QualityErrors.DayBeforeStart(StartedOn)
            : To(this with { State = QualityReviewState.Finished, FinishedOn = on }, on);
    }

    public (Review, Transition) Reopen(string note, DateOnly today)
    {
        Require(QualityReviewAction.ReopenQualityReview);
        return To(this with { State = QualityReviewState.Started, FinishedOn = null }, today, "reopened", note);
    }

    public (Review, Transition) EnterInError(string reason, DateOnly today)
    {
        Require(QualityReviewAction.EnterQualityReviewInError);
        return To(this with { State = QualityReviewState.EnteredInError, ErrorReason = reason }, today, reason);
    }

    /// <summary>Only what is of one version can be set side by side, and a mistake with nothing.</summary>
    public void MustCompareWith(Review other)
    {
        if ((Set, Edition) != (other.Set, other.Edition))
        {
            throw QualityErrors.SetsDiffer(this, other);
        }

        if ((new[] { this, other }).FirstOrDefault(one => one.State == QualityReviewState.EnteredInError) is { } mistake)
        {
            throw QualityErrors.Blocked("REVIEW_ENTERED_IN_ERROR", mistake);
        }
    }

    private void Require(QualityReviewAction action)
    {
        if (QualityReviewTable.BlockedBy(action, State) is { } blocked)
        {
            throw QualityErrors.Blocked(blocked, this);
        }
    }

    private (Review, Transition) To(Review now, DateOnly day, string reason = "", string note = "") =>
        (now, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(now.State), FinnishTime.StartOf(day), reason, note));
}

/// <summary>An item's score, or why it is not applicable.</summary>
internal sealed record ItemScore(
    int Item, int Score, string NotApplicable, string NotApplicableText, IReadOnlyList<EvidenceOfScore> Evidence, string Scorer, DateOnly ScoredOn,
    Measured? TakenOver = null)
{
    public bool Applies => NotApplicable.Length == 0;
}

/// <summary>What a score rests on.</summary>
internal sealed record EvidenceOfScore(string Type, string Text);

/// <summary>What the scores come to.</summary>
internal sealed record ReviewTotal(int Total, int Highest, int Scored, int NotApplicable, string Band);
