using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.JobCoaching.QualityCriteria;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.Domain;

public sealed class QualityReviewTests
{
    private static readonly DateOnly day = new(2026, 4, 1);
    private static readonly QualityReviewState[] states = [QualityReviewState.Started, QualityReviewState.Finished, QualityReviewState.EnteredInError];

    private static readonly CriteriaSet set = new("IPS-25", "1", new("", "", ""), new("", "", ""), day, null, "")
    {
        Items = [.. Enumerable.Range(1, 25).Select(item => new Criterion("IPS-25", "1", item, "services", new("", "", ""), ["int"], "", "high"))],
        Bands = [new("", "", "not-supported-employment", 25, ""), new("", "", "fair", 74, ""), new("", "", "good", 100, ""), new("", "", "exemplary", 115, "")],
    };

    // Written down apart from the table. What stands in no line works.
    private static readonly Dictionary<(QualityReviewAction, QualityReviewState), string> refusals = new()
    {
        [(QualityReviewAction.ScoreQualityItem, QualityReviewState.Finished)] = "REVIEW_FINISHED",
        [(QualityReviewAction.FinishQualityReview, QualityReviewState.Finished)] = "REVIEW_FINISHED",
        [(QualityReviewAction.ReopenQualityReview, QualityReviewState.Started)] = "REVIEW_NOT_FINISHED",
    };

    public static TheoryData<string, string> EveryActionInEveryState
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var action in Enum.GetNames<QualityReviewAction>())
            {
                foreach (var state in states) { data.Add(action, state.ToString()); }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EveryActionInEveryState))]
    public void Every_edge_of_the_table_works_and_every_other_is_refused_with_its_reason(string actionName, string stateName)
    {
        var (action, state) = (Enum.Parse<QualityReviewAction>(actionName), Enum.Parse<QualityReviewState>(stateName));
        var review = Whole(_ => 4) with { State = state };
        var reason = state == QualityReviewState.EnteredInError ? "REVIEW_ENTERED_IN_ERROR" : refusals.GetValueOrDefault((action, state));

        QualityReviewTable.BlockedBy(action, state).ShouldBe(reason);
        if (reason is not null)
        {
            Should.Throw<DomainException>(() => Do(action, review)).Reason.ShouldBe(reason);
            return;
        }

        var (now, transition) = Do(action, review);
        QualityReviewTable.Table.After(action, state)!.ShouldBe([now.State]);
        (transition.From, transition.To).ShouldBe((StateCode.Of(state), StateCode.Of(now.State)));
    }

    [Fact]
    public void The_documentations_diagram_is_the_tables() => GeneratedPage.ShouldBe("docs/states/quality-review.md", QualityReviewTable.Table.Diagram(QualityReviewState.Started));

    [Fact]
    public void There_is_no_total_while_an_item_is_missing_and_one_that_is_not_applicable_is_not()
    {
        var review = Whole(_ => 5) with { Scores = [.. Whole(_ => 5).Scores.Where(score => score.Item != 7)] };
        review.Total(set).ShouldBeNull();
        Should.Throw<DomainException>(() => review.Finish(set, day)).Metadata["items"].ShouldBe("7");

        var answered = review.Score(Score(7, 0, "no-cases")).Item1;

        answered.Total(set).ShouldBe(new ReviewTotal(120, 120, 24, 1, ""));
        answered.Finish(set, day).Item1.State.ShouldBe(QualityReviewState.Finished);
    }

    [Theory]
    [InlineData(125, "exemplary")]
    [InlineData(115, "exemplary")]
    [InlineData(114, "good")]
    [InlineData(100, "good")]
    [InlineData(99, "fair")]
    [InlineData(74, "fair")]
    [InlineData(73, "not-supported-employment")]
    [InlineData(25, "not-supported-employment")]
    public void Each_band_begins_at_its_total(int total, string band)
    {
        // As many fives as fit above a one each, and the rest on the item after them.
        var (fives, rest) = Math.DivRem(total - 25, 4);
        Whole(item => item <= fives ? 5 : item == fives + 1 ? 1 + rest : 1).Total(set).ShouldBe(new ReviewTotal(total, 125, 25, 0, band));
    }

    [Fact]
    public void An_item_is_scored_anew_and_the_trail_keeps_both()
    {
        var (first, one) = Empty.Score(Score(3, 2));
        var (second, two) = first.Score(Score(3, 4));

        second.Scores.ShouldHaveSingleItem().Score.ShouldBe(4);
        (one.Reason, two.Reason).ShouldBe(("item-3 score-2", "item-3 score-4"));
    }

    [Fact]
    public void Only_reviews_of_one_version_are_compared_and_a_mistake_with_none()
    {
        Should.Throw<DomainException>(() => Empty.MustCompareWith(Empty with { Edition = "2" })).Reason.ShouldBe("SETS_DIFFER");
        Should.Throw<DomainException>(() => Empty.MustCompareWith(Empty with { Set = "THL-TKO" })).Reason.ShouldBe("SETS_DIFFER");
        Should.Throw<DomainException>(() => Empty.MustCompareWith(Empty with { State = QualityReviewState.EnteredInError })).Reason.ShouldBe("REVIEW_ENTERED_IN_ERROR");
        Empty.MustCompareWith(Empty);
    }

    private static Review Empty => new()
    {
        Id = Guid.NewGuid(),
        Organisation = "0000003-5",
        Unit = "",
        Set = "IPS-25",
        Edition = "1",
        FromDay = day.AddDays(-90),
        ToDay = day.AddDays(-1),
        StartedOn = day,
    };

    private static Review Whole(Func<int, int> score) => Empty with { Scores = [.. Enumerable.Range(1, 25).Select(item => Score(item, score(item)))] };

    private static ItemScore Score(int item, int score, string notApplicable = "") => new(item, score, notApplicable, "", [new("int", "Haastattelu")], "manager", day);

    private static (Review, Records.Transition) Do(QualityReviewAction action, Review review) => action switch
    {
        QualityReviewAction.ScoreQualityItem => review.Score(Score(1, 5)),
        QualityReviewAction.FinishQualityReview => review.Finish(set, day),
        QualityReviewAction.ReopenQualityReview => review.Reopen("Uutta näyttöä", day),
        _ => review.EnterInError("other", day),
    };
}
