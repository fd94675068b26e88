using Google.Type;
using Grpc.Core;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.UseCases;

public sealed class BenefitsCounsellingTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    private BenefitsCounsellingService.BenefitsCounsellingServiceClient Counselling => new(host.As(Role.Coach, CoachingHost.City));

    [Fact]
    public async Task An_estimate_names_nobody_and_stores_nothing()
    {
        var estimate = (await Counselling.EstimateIncomeEffectAsync(new EstimateIncomeEffectRequest { Question = NewQuestion() })).Estimate;

        (estimate.NetBefore, estimate.NetAfter, estimate.NetChange, estimate.Kept).ShouldBe((Euros(640, 2), Euros(1058, 12), Euros(418, 10), 4181));
        var pension = estimate.Parts.Single(part => part.Part == "employee-pension");
        (pension.After, pension.Rules.Single().Value, pension.Rules.Single().Unit).ShouldBe((new Money { CurrencyCode = "EUR", Units = -73 }, 730, "percent-hundredths"));
        (await host.Database.ScalarAsync<long>("SELECT count(*) FROM access_log WHERE rpc LIKE '%EstimateIncomeEffect' AND kind <> 'refusal'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_counselling_keeps_the_estimate_of_its_day_is_corrected_and_taken_back_with_a_trail()
    {
        var started = await host.StartedAsync();

        var recorded = (await Counselling.RecordBenefitsCounsellingAsync(New(started, question: NewQuestion()))).Counselling;

        (recorded.ClientId, recorded.Programme, recorded.State, recorded.Estimate.NetChange).ShouldBe((started.ClientId, "kokeilu", CounsellingState.Recorded, Euros(418, 10)));
        recorded.Details.Question.ShouldBe(recorded.Estimate.Question);
        (await Counselling.GetBenefitsCounsellingAsync(new GetBenefitsCounsellingRequest { CounsellingId = recorded.CounsellingId })).Counselling.ShouldBe(recorded);
        var told = (await host.Database.FactsAsync<BenefitsCounsellingRecorded>(started.ClientId)).ShouldHaveSingleItem();
        (told.CounsellingId, told.Occasion, told.Estimated, told.Client.Municipality).ShouldBe((recorded.CounsellingId, "before-job", true, "698"));

        var details = new CounsellingDetails(recorded.Details) { Occasion = CounsellingOccasion.AtChange, Change = "hours", Choice = "other-hours", Question = null };
        var corrected = (await Counselling.CorrectBenefitsCounsellingAsync(new CorrectBenefitsCounsellingRequest { CounsellingId = recorded.CounsellingId, Details = details, Reason = "told-later", Etag = recorded.Etag })).Counselling;
        (corrected.Estimate, corrected.Details.Choice).ShouldBe((null, "other-hours"));
        (await host.Database.FactsAsync<BenefitsCounsellingCorrected>(started.ClientId)).ShouldHaveSingleItem().Counselling.Change.ShouldBe("hours");

        var mistake = new EnterBenefitsCounsellingInErrorRequest { CounsellingId = recorded.CounsellingId, Reason = "duplicate" };
        (await Counselling.EnterBenefitsCounsellingInErrorAsync(mistake)).Counselling.ErrorReason.ShouldBe("duplicate");
        await Counselling.EnterBenefitsCounsellingInErrorAsync(mistake).ShouldFail(StatusCode.FailedPrecondition, "COUNSELLING_ENTERED_IN_ERROR");
        await Counselling.CorrectBenefitsCounsellingAsync(new CorrectBenefitsCounsellingRequest { CounsellingId = recorded.CounsellingId, Details = details, Reason = "other" })
            .ShouldFail(StatusCode.FailedPrecondition, "COUNSELLING_ENTERED_IN_ERROR");
        (await host.TrailAsync(recorded.CounsellingId)).ShouldBe([">recorded ", "recorded>recorded told-later", "recorded>entered-in-error duplicate"]);
        (await Counselling.ListBenefitsCounsellingsAsync(new ListBenefitsCounsellingsRequest { CoachingId = started.CoachingId })).Counsellings.ShouldHaveSingleItem().State.ShouldBe(CounsellingState.EnteredInError);
    }

    [Fact]
    public async Task A_client_on_a_pathway_without_coaching_is_counselled_too_and_a_protected_one_is_not_told_apart()
    {
        var client = await host.OnPathwayAsync();
        var recorded = (await Counselling.RecordBenefitsCounsellingAsync(new RecordBenefitsCounsellingRequest(New(null)) { ClientId = client })).Counselling;
        await host.HideAsync(client, recorded.CounsellingId);

        (await Counselling.ListBenefitsCounsellingsAsync(new ListBenefitsCounsellingsRequest { ClientId = client })).Counsellings.ShouldHaveSingleItem().CounsellingId.ShouldBe(recorded.CounsellingId);
        await Counselling.CorrectBenefitsCounsellingAsync(new CorrectBenefitsCounsellingRequest { CounsellingId = recorded.CounsellingId, Details = recorded.Details, Reason = "other" });

        var told = (await host.Database.FactsAsync<BenefitsCounsellingCorrected>(client)).ShouldHaveSingleItem().Counselling.Client;
        (told.Municipality, told.Sex, told.ContactLanguage, told.CustomerProfile).ShouldBe(("unknown", Sex.Unknown, "und", "unknown"));
        var strangers = new BenefitsCounsellingService.BenefitsCounsellingServiceClient(host.As(Role.Coach, CoachingHost.Stranger));
        await strangers.RecordBenefitsCounsellingAsync(new RecordBenefitsCounsellingRequest(New(null)) { ClientId = client }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task A_job_without_counselling_before_it_is_listed_until_one_counts_for_it()
    {
        var started = await host.StartedAsync();
        var job = (await host.Results.RecordJobAsync(CoachingHost.NewJob(started, await host.EmployerAsync()))).Job;
        var other = (await host.Results.RecordJobAsync(CoachingHost.NewJob(started, await host.EmployerAsync()))).Job;
        (await UncounselledAsync(started)).ShouldBe([job.JobId, other.JobId], ignoreOrder: true);

        // At a change, of the other job, or too late: none of them came before this job.
        await Counselling.RecordBenefitsCounsellingAsync(New(started, details => (details.Occasion, details.Change) = (CounsellingOccasion.AtChange, "wage")));
        await Counselling.RecordBenefitsCounsellingAsync(New(started, details => details.JobId = other.JobId));
        await Counselling.RecordBenefitsCounsellingAsync(New(started, details => (details.JobId, details.CounselledOn) = (job.JobId, CoachingHost.Day(-4))));
        (await UncounselledAsync(started)).ShouldBe([job.JobId]);

        var counts = (await Counselling.RecordBenefitsCounsellingAsync(New(started, details => details.CounselledOn = CoachingHost.Day(-5)))).Counselling;
        (await UncounselledAsync(started)).ShouldBeEmpty();
        await Counselling.EnterBenefitsCounsellingInErrorAsync(new EnterBenefitsCounsellingInErrorRequest { CounsellingId = counts.CounsellingId, Reason = "other" });
        (await UncounselledAsync(started)).ShouldBe([job.JobId]);
    }

    public static TheoryData<string> Wrong => [.. wrong.Keys];

    private static readonly Dictionary<string, (string Reason, Action<CounsellingDetails> Spoil)> wrong = new()
    {
        ["details.counselled_on"] = ("DAY_IN_FUTURE", details => details.CounselledOn = CoachingHost.Day(1)),
        ["details.counselled_on "] = ("DAY_BEFORE_OPENING", details => details.CounselledOn = CoachingHost.Day(-300)),
        ["details.occasion"] = ("FIELD_REQUIRED", details => details.Occasion = CounsellingOccasion.Unspecified),
        ["details.change"] = ("NOT_AT_THIS_OCCASION", details => details.Change = "hours"),
        ["details.change "] = ("FIELD_REQUIRED", details => details.Occasion = CounsellingOccasion.AtChange),
        ["details.topics"] = ("FIELD_REQUIRED", details => details.Topics.Clear()),
        ["details.topics "] = ("VALUE_TWICE", details => details.Topics.Add(details.Topics[0])),
        ["details.topics[1]"] = ("UNKNOWN_CODE", details => details.Topics.Add("weather")),
        ["details.given_by"] = ("UNKNOWN_CODE", details => details.GivenBy = "nobody"),
        ["details.choice"] = ("UNKNOWN_CODE", details => details.Choice = "x"),
        ["details.job_id"] = ("JOB_UNKNOWN", details => details.JobId = CoachingHost.Id()),
        ["details.question.wage_after"] = ("MONEY_INVALID", details => details.Question.WageAfter = new Money { CurrencyCode = "USD", Units = 1 }),
        ["details.question.wage_after "] = ("FIELD_REQUIRED", details => details.Question.WageAfter = null),
        ["details.question.on_day"] = ("DAY_OUTSIDE_RULES", details => details.Question.OnDay = new Date { Year = 2020, Month = 12, Day = 31 }),
        ["details.question.benefits[0].benefit"] = ("UNKNOWN_CODE", details => details.Question.Benefits[0].Benefit = "lottery"),
        ["details.question.benefits"] = ("VALUE_TWICE", details => details.Question.Benefits.Add(details.Question.Benefits[0])),
        ["details.question.benefits "] = ("BENEFITS_EXCLUDE_EACH_OTHER", details => details.Question.Benefits.Add(new BenefitReceived { Benefit = "earnings-related-allowance", Monthly = Euros(1, 0) })),
        ["details.question.wage_withholding"] = ("NUMBER_OUT_OF_RANGE", details => details.Question.WageWithholding = 10001),
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_named(string field)
    {
        var started = await host.StartedAsync();
        var request = New(started, wrong[field].Spoil, NewQuestion());

        var refusal = await Counselling.RecordBenefitsCounsellingAsync(request).ShouldFail(StatusCode.InvalidArgument, wrong[field].Reason);

        refusal.Metadata["field"].ShouldBe(field.Trim());
        (await Counselling.ListBenefitsCounsellingsAsync(new ListBenefitsCounsellingsRequest { CoachingId = started.CoachingId })).Counsellings.ShouldBeEmpty();
    }

    private static Money Euros(long euros, int cents) => new() { CurrencyCode = "EUR", Units = euros, Nanos = cents * 10_000_000 };

    private static IncomeQuestion NewQuestion() => new()
    {
        OnDay = new Date { Year = 2026, Month = 6, Day = 1 },
        WageAfter = Euros(1000, 0),
        Benefits = { new BenefitReceived { Benefit = "general-support", Monthly = Euros(800, 2) } },
        WageWithholding = 1000,
        BenefitWithholding = 2000,
    };

    private static RecordBenefitsCounsellingRequest New(Coaching? coaching, Action<CounsellingDetails>? change = null, IncomeQuestion? question = null)
    {
        var request = new RecordBenefitsCounsellingRequest
        {
            CoachingId = coaching?.CoachingId ?? "",
            Details = new CounsellingDetails
            {
                CounselledOn = CoachingHost.Day(-12),
                Occasion = CounsellingOccasion.BeforeJob,
                Topics = { "unemployment-benefit" },
                GivenBy = "coach",
                Question = question,
            },
            RequestId = CoachingHost.Id(),
        };
        change?.Invoke(request.Details);
        return request;
    }

    private async Task<IReadOnlyList<string>> UncounselledAsync(Coaching coaching) =>
        [.. (await Counselling.ListJobsWithoutCounsellingAsync(new ListJobsWithoutCounsellingRequest { PageSize = 500 })).Jobs.Where(job => job.ClientId == coaching.ClientId).Select(job => job.JobId)];
}
