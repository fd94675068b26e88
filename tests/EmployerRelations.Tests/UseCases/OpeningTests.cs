using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Employers.V1;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.EmployerRelations.Tests.UseCases;

public sealed class OpeningTests(EmployersHost host) : IClassFixture<EmployersHost>
{
    [Fact]
    public async Task An_opening_is_closed_once_and_known_by_its_etag()
    {
        var employer = await host.RegisteredAsync();
        var opening = (await host.Openings.PublishOpeningAsync(EmployersHost.NewOpening(employer.EmployerId))).Opening;
        opening.EmployerName.ShouldBe(employer.Name);
        opening.OpenFrom.ShouldNotBeNull();

        await host.Openings.CloseOpeningAsync(new CloseOpeningRequest { OpeningId = opening.OpeningId, Reason = "withdrawn", Etag = "AAAA" }).ShouldFail(StatusCode.Aborted, "ETAG_STALE");
        var closed = (await host.Openings.CloseOpeningAsync(new CloseOpeningRequest { OpeningId = opening.OpeningId, Reason = "filled-by-client", Etag = opening.Etag })).Opening;

        closed.Closed.ShouldBeTrue();
        closed.Etag.ShouldNotBe(opening.Etag);
        await host.Openings.CloseOpeningAsync(new CloseOpeningRequest { OpeningId = opening.OpeningId, Reason = "withdrawn" }).ShouldFail(StatusCode.FailedPrecondition, "OPENING_CLOSED");
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM transition WHERE object_id = '{opening.OpeningId}'")).ShouldBe(2);
    }

    [Fact]
    public async Task Of_those_who_close_an_opening_at_once_one_does()
    {
        var employer = await host.RegisteredAsync();
        var opening = (await host.Openings.PublishOpeningAsync(EmployersHost.NewOpening(employer.EmployerId))).Opening;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await host.Openings.CloseOpeningAsync(new CloseOpeningRequest { OpeningId = opening.OpeningId, Reason = "expired" });
                return "closed";
            }
            catch (RpcException failure)
            {
                return Refusal.Of(failure).Reason;
            }
        }));

        outcomes.Count(outcome => outcome == "closed").ShouldBe(1);
        outcomes.ShouldAllBe(outcome => outcome == "closed" || outcome == "OPENING_CLOSED");
    }

    [Fact]
    public async Task Openings_are_ranked_by_the_wishes_they_meet_and_say_which()
    {
        var employer = await host.RegisteredAsync();
        var all = await PublishAsync("5120", "601", 20);
        var two = await PublishAsync("7111", "601", 40);
        var prefix = await PublishAsync("5", "604", 40);
        var none = await PublishAsync("9112", "604", 40);
        var tooShort = await PublishAsync("51", "604", 40);
        await host.Openings.CloseOpeningAsync(new CloseOpeningRequest { OpeningId = await PublishAsync("5120", "601", 20), Reason = "expired" });
        await PublishAsync("5120", "601", 20, opening => opening.OpenFrom = new() { Year = 2999, Month = 1, Day = 1 });
        await PublishAsync("5120", "601", 20, opening => (opening.OpenFrom, opening.OpenTo) = (new() { Year = 2020, Month = 1, Day = 1 }, new() { Year = 2020, Month = 2, Day = 1 }));
        var request = new FindOpeningsRequest { Occupations = { "512", "71" }, Municipalities = { "601" }, MaxWeeklyHours = 30, PageSize = 500 };

        var found = (await host.CoachOpenings.FindOpeningsAsync(request)).Openings.Where(fitting => fitting.Opening.EmployerId == employer.EmployerId).ToList();

        found.Select(fitting => (fitting.Opening.OpeningId, string.Join(',', fitting.Meets))).ShouldBe(
            [(all, "occupation,municipality,hours"), (two, "occupation,municipality"), (tooShort, ""), (none, ""), (prefix, "")]);

        async Task<string> PublishAsync(string occupation, string municipality, int hours, Action<PublishOpeningRequest>? change = null)
        {
            var opening = EmployersHost.NewOpening(employer.EmployerId, occupation, municipality, hours);
            change?.Invoke(opening);
            return (await host.Openings.PublishOpeningAsync(opening)).Opening.OpeningId;
        }
    }

    [Fact]
    public async Task Pages_together_are_the_whole_ranking()
    {
        var employer = await host.RegisteredAsync();
        for (var i = 0; i < 23; i++)
        {
            await host.Openings.PublishOpeningAsync(EmployersHost.NewOpening(employer.EmployerId, i % 3 == 0 ? "7411" : "2221", i % 2 == 0 ? "700" : "702", 10 + i));
        }

        var wishes = new FindOpeningsRequest { Occupations = { "7" }, Municipalities = { "700" }, MaxWeeklyHours = 25, PageSize = 500 };
        var whole = (await host.CoachOpenings.FindOpeningsAsync(wishes)).Openings;
        wishes.PageSize = 4;
        var paged = new List<FittingOpening>();
        do
        {
            var page = await host.CoachOpenings.FindOpeningsAsync(wishes);
            paged.AddRange(page.Openings);
            wishes.PageToken = page.NextPageToken;
        }
        while (wishes.PageToken.Length > 0);

        paged.ShouldBe(whole);
        whole.Count.ShouldBeGreaterThanOrEqualTo(23);
        whole.Select(fitting => fitting.Meets.Count).ShouldBe(whole.Select(fitting => fitting.Meets.Count).OrderDescending());
        await host.CoachOpenings.FindOpeningsAsync(new FindOpeningsRequest { PageToken = "AAAA" }).ShouldFail(StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
    }

    [Fact]
    public async Task Bad_input_is_named()
    {
        var employer = await host.RegisteredAsync();
        await RefusedAsync(opening => opening.Occupation = "51x", "OCCUPATION_INVALID");
        await RefusedAsync(opening => opening.Occupation = "", "FIELD_REQUIRED");
        await RefusedAsync(opening => opening.WeeklyHours = 61, "WEEKLY_HOURS_OUT_OF_RANGE");
        await RefusedAsync(opening => opening.WeeklyHours = 0, "WEEKLY_HOURS_OUT_OF_RANGE");
        await RefusedAsync(opening => opening.Kind = "secret", "UNKNOWN_CODE");
        await RefusedAsync(opening => opening.Municipality = "Kemi", "MUNICIPALITY_INVALID");
        await RefusedAsync(opening => (opening.OpenFrom, opening.OpenTo) = (new() { Year = 2024, Month = 2, Day = 2 }, new() { Year = 2024, Month = 2, Day = 1 }), "DAY_BEFORE_START");
        await host.CoachOpenings.FindOpeningsAsync(new FindOpeningsRequest { Occupations = { "" } }).ShouldFail(StatusCode.InvalidArgument, "OCCUPATION_INVALID");
        await host.CoachOpenings.FindOpeningsAsync(new FindOpeningsRequest { Municipalities = { "6980" } }).ShouldFail(StatusCode.InvalidArgument, "MUNICIPALITY_INVALID");
        await host.CoachOpenings.FindOpeningsAsync(new FindOpeningsRequest { PageSize = -1 }).ShouldFail(StatusCode.InvalidArgument, "PAGE_SIZE_NEGATIVE");
        await host.Openings.CloseOpeningAsync(new CloseOpeningRequest { OpeningId = Guid.NewGuid().ToString(), Reason = "expired" }).ShouldFail(StatusCode.NotFound, "OPENING_UNKNOWN");
        await host.Openings.CloseOpeningAsync(new CloseOpeningRequest { OpeningId = Guid.NewGuid().ToString(), Reason = "bored" }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_CODE");

        async Task RefusedAsync(Action<PublishOpeningRequest> spoil, string reason)
        {
            var request = EmployersHost.NewOpening(employer.EmployerId);
            spoil(request);
            await host.Openings.PublishOpeningAsync(request).ShouldFail(StatusCode.InvalidArgument, reason);
        }
    }
}
