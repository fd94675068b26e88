using Grpc.Core;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.JobCoaching.Tests.Domain;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.UseCases;

public sealed class QualityReviewFlowTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    private const string City = CoachingHost.City;

    private QualityService.QualityServiceClient Quality => new(host.As(Role.Manager, City));

    [Fact]
    public async Task The_sets_are_what_the_reference_says()
    {
        var sets = (await Quality.ListQualitySetsAsync(new ListQualitySetsRequest())).Sets;

        sets.Select(set => $"{set.Set} {set.Items.Count}").ShouldBe(["IPS-25 25", "THL-TKO 32"]);
        var (ips, thl) = (sets[0], sets[1]);
        ips.Bands.Select(band => $"{band.Band} {band.FromTotal}").ShouldBe(["not-supported-employment 25", "fair 74", "good 100", "exemplary 115"]);
        thl.Bands.ShouldBeEmpty();
        foreach (var set in sets)
        {
            set.Items.Select(item => item.Item).ShouldBe(Enumerable.Range(1, set.Items.Count));
            set.Items.Where(item => item.Measure.Length > 0).Select(item => item.Item).ShouldBe([1, 2, 15, 16, 17, 19, 20, 21, 23, 24]);
            foreach (var item in set.Items.Where(item => item.Measure.Length > 0))
            {
                var (atLeast, _, limits) = MeasuredTests.reference[item.Measure];
                item.Anchors.Where(anchor => anchor.HasLimitThousandths).Select(anchor => (anchor.Score, anchor.LimitThousandths, anchor.AtLeast, anchor.Requirement))
                    .ShouldBe(MeasuredTests.Of(item.Measure).Anchors.Select(anchor => (anchor.Score, anchor.LimitThousandths!.Value, atLeast, anchor.Requirement)), item.Measure);
                limits.Length.ShouldBe(4);
            }
        }

        // The adaptation reads two items otherwise, and has the national phases and values.
        ips.Items.Zip(thl.Items).Where(pair => !pair.First.Name.Equals(pair.Second.Name)).Select(pair => pair.First.Item).ShouldBe([4, 5, 6]);
        thl.Items.Single(item => item.Item == 5).Name.Fi.ShouldContain("verkosto");
        thl.Items.Single(item => item.Item == 6).Name.Fi.ShouldContain("Kela");
        thl.Items.Select(item => item.Section).Distinct().Order(StringComparer.Ordinal).ShouldBe(["organisation", "phase-1", "phase-2", "phase-3", "phase-4", "phase-5", "values"]);
        var texts = sets.SelectMany(set => set.Items.SelectMany(item => item.Anchors.Select(anchor => anchor.Text).Append(item.Name)).Append(set.Name).Append(set.About)).ToList();
        texts.ShouldAllBe(text => text.Fi.Length > 0 && text.Sv.Length > 0 && text.En.Length > 0);
        texts.ShouldAllBe(text => !$"{text.Fi} {text.Sv} {text.En}".Contains("ertif", StringComparison.Ordinal) && !text.Fi.Contains("sertifi", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_version_stands_as_it_was_told() =>
        (await Should.ThrowAsync<Npgsql.PostgresException>(() => host.Database.ExecuteAsync("UPDATE quality_anchor SET limit_thousandths = 1 WHERE item = 1"))).MessageText.ShouldContain("never changed");

    [Fact]
    public async Task A_review_is_scored_item_by_item_finished_reopened_and_told()
    {
        var review = await StartAsync();
        review.MissingItems.Count.ShouldBe(25);
        (review.HasTotal, review.Band, review.State).ShouldBe((false, "", QualityReviewState.Started));

        for (var item = 1; item <= 24; item++) { review = await ScoreAsync(review, item, 4); }
        (review.HasTotal, review.Scored).ShouldBe((false, 24));
        (await Quality.FinishQualityReviewAsync(new FinishQualityReviewRequest { ReviewId = review.ReviewId }).ShouldFail(StatusCode.FailedPrecondition, "ITEMS_MISSING")).Metadata["items"].ShouldBe("25");
        review = await ScoreAsync(review, 25, 4);
        (review.Total, review.HighestTotal, review.Band, review.MissingItems.Count).ShouldBe((100, 125, "good", 0));
        var one = review.Scores[0];
        (one.Item, one.Scorer, one.Evidence.ShouldHaveSingleItem().Text, one.ScoredOn).ShouldBe((1, "test-manager", "Kirjattu", CoachingHost.Day(0)));

        var finished = (await Quality.FinishQualityReviewAsync(new FinishQualityReviewRequest { ReviewId = review.ReviewId, Etag = review.Etag })).Review;
        (finished.State, finished.FinishedOn).ShouldBe((QualityReviewState.Finished, CoachingHost.Day(0)));
        await Quality.ScoreQualityItemAsync(NewScore(review, 1, 5)).ShouldFail(StatusCode.FailedPrecondition, "REVIEW_FINISHED");
        await Quality.ReopenQualityReviewAsync(new ReopenQualityReviewRequest { ReviewId = review.ReviewId, Note = "Uutta näyttöä" });
        var notApplicable = (await Quality.ScoreQualityItemAsync(new ScoreQualityItemRequest { ReviewId = review.ReviewId, Item = 6, NotApplicableReason = "no-such-partner", NotApplicableText = "Ei toimistoa" })).Review;
        (notApplicable.Total, notApplicable.HighestTotal, notApplicable.Band, notApplicable.NotApplicable).ShouldBe((96, 120, "", 1));
        await Quality.FinishQualityReviewAsync(new FinishQualityReviewRequest { ReviewId = review.ReviewId });
        await Quality.EnterQualityReviewInErrorAsync(new EnterQualityReviewInErrorRequest { ReviewId = review.ReviewId, Reason = "duplicate" });

        (await host.Database.ScalarAsync<string[]>($"SELECT array_agg(type ORDER BY seq) FROM event_log WHERE '{review.ReviewId}' = ANY(order_keys)")).Select(type => type.Split('.')[^1])
            .ShouldBe(["QualityReviewStarted", "QualityReviewFinished", "QualityReviewReopened", "QualityReviewFinished", "QualityReviewEnteredInError"]);
        (await host.Database.FactsAsync<QualityReviewFinished>(review.ReviewId)).Select(fact => (fact.Total, fact.HighestTotal, fact.Band)).ShouldBe([(100, 125, "good"), (96, 120, "")]);
        (await Quality.ListQualityReviewsAsync(new ListQualityReviewsRequest())).Reviews.ShouldNotContain(other => other.ReviewId == review.ReviewId);
        (await Quality.ListQualityReviewsAsync(new ListQualityReviewsRequest { Set = "IPS-25", State = QualityReviewState.EnteredInError })).Reviews.ShouldContain(other => other.ReviewId == review.ReviewId);
        (await Quality.GetAllowedQualityReviewActionsAsync(new GetAllowedQualityReviewActionsRequest { ReviewId = review.ReviewId })).Actions
            .ShouldAllBe(action => !action.Allowed && action.BlockedReason == "REVIEW_ENTERED_IN_ERROR" && action.ClearedBy == "nobody");
    }

    [Fact]
    public async Task A_score_needs_evidence_of_its_item_and_what_is_not_applicable_a_reason()
    {
        var review = await StartAsync();
        var request = NewScore(review, 1, 3);

        await Refused(new(request) { Score = 0 }, "SCORE_OR_REASON", "score");
        await Refused(new(request) { NotApplicableReason = "no-cases" }, "SCORE_OR_REASON", "score");
        await Refused(new(request) { NotApplicableText = "Ei ollut" }, "SCORE_OR_REASON", "not_applicable_text");
        await Refused(new(request) { Score = 6 }, "NUMBER_OUT_OF_RANGE", "score");
        await Refused(new(request) { Item = 26 }, "ITEM_UNKNOWN", "item");
        await Refused(new() { ReviewId = review.ReviewId, Item = 1, Score = 3 }, "EVIDENCE_REQUIRED", "evidence");
        await Refused(new(request) { Evidence = { new QualityEvidence { Type = "obs", Text = "Nähty" } } }, "EVIDENCE_NOT_OF_ITEM", "evidence[1].type");
        await Refused(new(request) { Evidence = { new QualityEvidence { Type = "rumour", Text = "Kuultu" } } }, "UNKNOWN_CODE", "evidence[1].type");
        await Refused(new() { ReviewId = review.ReviewId, Item = 1, NotApplicableReason = "boredom" }, "UNKNOWN_CODE", "not_applicable_reason");

        async Task Refused(ScoreQualityItemRequest wrong, string reason, string field) =>
            (await Quality.ScoreQualityItemAsync(wrong).ShouldFail(StatusCode.InvalidArgument, reason)).Metadata["field"].ShouldBe(field);
    }

    [Fact]
    public async Task The_pre_reviews_score_is_taken_over_with_its_numbers()
    {
        var started = await host.StartedAsync();
        await host.Coachings.LogContactAsync(new LogContactRequest(CoachingHost.NewContact(started, await host.EmployerAsync())) { MatchesWishes = true });
        var review = await StartAsync();

        await Quality.ScoreQualityItemAsync(new ScoreQualityItemRequest { ReviewId = review.ReviewId, Item = 3, FromPreview = true }).ShouldFail(StatusCode.FailedPrecondition, "ITEM_NOT_COMPUTABLE");
        (await Quality.ScoreQualityItemAsync(new ScoreQualityItemRequest { ReviewId = review.ReviewId, Item = 2, FromPreview = true }).ShouldFail(StatusCode.FailedPrecondition, "ITEM_NOT_COMPUTABLE"))
            .Metadata["reason"].ShouldBe("no-coach-time");
        var scored = (await Quality.ScoreQualityItemAsync(new ScoreQualityItemRequest { ReviewId = review.ReviewId, Item = 16, FromPreview = true })).Review;

        var score = scored.Scores.ShouldHaveSingleItem();
        (score.Score, score.TakenOver.Numerator, score.TakenOver.Denominator, score.TakenOver.ValueThousandths).ShouldBe((5, 1, 1, 100_000));
        (await Quality.GetQualityReviewAsync(new GetQualityReviewRequest { ReviewId = review.ReviewId })).Review.ShouldBe(scored);
    }

    [Fact]
    public async Task Two_reviews_of_one_version_are_set_side_by_side_and_of_different_sets_not()
    {
        var (first, second, other) = (await StartAsync(), await StartAsync(), await StartAsync("THL-TKO"));
        for (var item = 1; item <= 25; item++)
        {
            first = await ScoreAsync(first, item, 3);
            second = item == 4 ? second : await ScoreAsync(second, item, item == 1 ? 1 : 4);
        }

        var compared = await CompareAsync();
        (compared.FirstTotal, compared.HasSecondTotal, compared.HasTotalDifference, compared.Items.Count).ShouldBe((75, false, false, 25));
        (compared.Items[0].FirstScore, compared.Items[0].SecondScore, compared.Items[0].Difference).ShouldBe((3, 1, -2));
        (compared.Items[3].SecondScore, compared.Items[3].HasDifference).ShouldBe((0, false));
        compared.Items[4].Difference.ShouldBe(1);
        second = await ScoreAsync(second, 4, 4);
        (await CompareAsync()).TotalDifference.ShouldBe(22);
        await Quality.CompareQualityReviewsAsync(new CompareQualityReviewsRequest { FirstReviewId = first.ReviewId, SecondReviewId = other.ReviewId }).ShouldFail(StatusCode.FailedPrecondition, "SETS_DIFFER");

        async Task<CompareQualityReviewsResponse> CompareAsync() =>
            await Quality.CompareQualityReviewsAsync(new CompareQualityReviewsRequest { FirstReviewId = first.ReviewId, SecondReviewId = second.ReviewId });
    }

    [Fact]
    public async Task A_review_is_its_organisations_and_coaches_read_it()
    {
        var review = await StartAsync();
        var (stranger, coach) = (new QualityService.QualityServiceClient(host.As(Role.Manager, CoachingHost.Stranger)), new QualityService.QualityServiceClient(host.As(Role.Coach, City)));

        await stranger.GetQualityReviewAsync(new GetQualityReviewRequest { ReviewId = review.ReviewId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await stranger.CompareQualityReviewsAsync(new CompareQualityReviewsRequest { FirstReviewId = review.ReviewId, SecondReviewId = review.ReviewId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await stranger.ListQualityReviewsAsync(new ListQualityReviewsRequest())).Reviews.ShouldBeEmpty();
        (await coach.GetQualityReviewAsync(new GetQualityReviewRequest { ReviewId = review.ReviewId })).Review.ShouldBe(review);
        await coach.ScoreQualityItemAsync(NewScore(review, 1, 3)).ShouldFail(StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED");
    }

    private static ScoreQualityItemRequest NewScore(QualityReview review, int item, int score) => new()
    {
        ReviewId = review.ReviewId,
        Item = item,
        Score = score,
        Evidence = { new QualityEvidence { Type = item == 7 ? "int" : "doc", Text = "Kirjattu" } },
    };

    private async Task<QualityReview> StartAsync(string set = "IPS-25") =>
        (await Quality.StartQualityReviewAsync(new StartQualityReviewRequest { Set = set, Unit = "Työllisyysyksikkö", FromDay = CoachingHost.Day(-180), ToDay = CoachingHost.Day(0) })).Review;

    private async Task<QualityReview> ScoreAsync(QualityReview review, int item, int score) => (await Quality.ScoreQualityItemAsync(NewScore(review, item, score))).Review;
}
