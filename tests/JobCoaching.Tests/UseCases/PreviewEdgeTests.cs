using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.JobCoaching.Tests.UseCases;

/// <summary>The pre-review at the edges of a period, of a job's hours and of the days around a job's start; each in an organisation of its own.</summary>
public sealed class PreviewEdgeTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    private static readonly string[] organisations =
        [.. Enumerable.Range(10, 10).SelectMany(number => Enumerable.Range(0, 10).Select(digit => $"{number:D7}-{digit}")).Where(Contracts.BusinessId.IsValid)];

    [Fact]
    public async Task A_job_of_four_paid_hours_is_competitive_and_one_of_three_or_in_no_open_market_is_not()
    {
        var unit = await UnitAsync(0);
        await unit.JobAsync(-5, hours: 4);
        await unit.JobAsync(-6, hours: 3);
        await unit.JobAsync(-7, hours: 40, open: false);

        (await unit.TellAsync(21)).ShouldBe("1/3");
    }

    [Fact]
    public async Task What_began_or_happened_outside_the_period_is_not_counted_in_it()
    {
        var unit = await UnitAsync(1);
        await unit.JobAsync(-5);
        await unit.JobAsync(-15);
        await unit.MeetAsync(-5);
        await unit.MeetAsync(-10);
        await unit.MeetAsync(-15);

        // The coaching started twenty days ago, and its first contact was five days later.
        (await unit.TellAsync(21, from: -10, to: -5)).ShouldBe("1/1");
        (await unit.TellAsync(21, from: -4, to: 0)).ShouldBe("0/0");
        (await unit.TellAsync(16, from: -10, to: -5)).ShouldBe("0/2");
        (await unit.TellAsync(16, from: -14, to: -11)).ShouldBe("0/0");
        (await unit.TellAsync(15, from: -20, to: -15)).ShouldBe("5/1");
        (await unit.TellAsync(15, from: -20, to: -16)).ShouldBe("0/0");
        (await unit.TellAsync(15, from: -19, to: 0)).ShouldBe("0/0");
        // On a day before the coaching there was no caseload, and of it the coach has had six days.
        (await unit.TellAsync(1, from: -30, to: -21)).ShouldBe("0/0");
        (await unit.TellAsync(1, from: -30, to: -20)).ShouldBe("1/1");
        (await unit.TellAsync(17, from: -30, to: -15)).ShouldBe("1/6");
    }

    [Fact]
    public async Task The_jobs_of_who_was_coached_count_wherever_they_are_recorded_and_of_who_was_not_nowhere()
    {
        var unit = await UnitAsync(2);
        var coached = unit.Coaching.ClientId;
        var uncoached = await host.OnPathwayAsync(unit.Organisation);
        // Both are on a pathway of the organisation; both jobs are recorded without the coaching.
        await host.Database.ExecuteAsync($"INSERT INTO known_pathway SELECT gen_random_uuid(), organisation, '{coached}', age_band, municipality, programme, sex, contact_language, customer_profile, told_on FROM known_pathway WHERE client_id = '{uncoached}'");
        await unit.JobAsync(-5, clientId: coached);
        await unit.JobAsync(-5, clientId: uncoached);
        // Before the coaching began nobody was coached.
        await unit.JobAsync(-25, clientId: coached);

        (await unit.TellAsync(21)).ShouldBe("1/1");
    }

    [Fact]
    public async Task Two_overlapping_jobs_and_a_subsidy_that_ends_are_jobs_of_one_person()
    {
        var unit = await UnitAsync(3);
        await unit.JobAsync(-9);
        var subsidised = await unit.JobAsync(-8, subsidised: true);
        await unit.Results.SetPaySubsidyAsync(new SetPaySubsidyRequest { ResultId = subsidised, PaySubsidised = false, FromDay = CoachingHost.Day(-2) });

        var item = await unit.ItemAsync(21);
        (item.Numerator, item.Denominator, item.Parts.Single().Numerator, item.Parts.Single().Denominator).ShouldBe((2, 2, 1, 1));
    }

    [Theory]
    [InlineData("before-start", -8, false)]
    [InlineData("before-start", -7, true)]
    [InlineData("before-start", -1, true)]
    [InlineData("before-start", 0, false)]
    [InlineData("after-start", -1, false)]
    [InlineData("after-start", 0, true)]
    [InlineData("after-start", 3, true)]
    [InlineData("after-start", 4, false)]
    [InlineData("first-month", 6, true)]
    [InlineData("first-month", 27, true)]
    [InlineData("first-month", 28, false)]
    [InlineData("monthly", 30, false)]
    [InlineData("monthly", 31, true)]
    [InlineData("monthly", 364, true)]
    [InlineData("monthly", 365, false)]
    [InlineData("after-loss", 399, false)]
    [InlineData("after-loss", 400, true)]
    [InlineData("after-loss", 403, true)]
    [InlineData("after-loss", 404, false)]
    public async Task The_days_for_contact_around_a_job_have_their_edges(string part, int day, bool isWithin) =>
        (await host.Database.ScalarAsync<bool>($"""
            SELECT EXISTS (SELECT FROM follow_along_windows('2025-01-01'::date, '2025-01-01'::date + 400) w
            WHERE w.part = '{part}' AND '2025-01-01'::date + {day} BETWEEN w.first_day AND w.last_day)
            """)).ShouldBe(isWithin);

    [Theory]
    [InlineData("NULL", "after-start 1, before-start 1, first-month 4, monthly 11")]
    [InlineData("'2025-01-03'", "after-loss 1, before-start 1")]
    [InlineData("'2025-01-04'", "after-loss 1, after-start 1, before-start 1")]
    [InlineData("'2025-03-01'", "after-loss 1, after-start 1, before-start 1, first-month 4, monthly 1")]
    public async Task A_job_has_the_times_that_it_lasted_for(string ended, string times) =>
        (await host.Database.ScalarAsync<string>($"""
            SELECT string_agg(part || ' ' || n, ', ' ORDER BY part) FROM (SELECT part, count(*) AS n FROM follow_along_windows('2025-01-01', {ended}) GROUP BY part) w
            """)).ShouldBe(times);

    [Fact]
    public async Task Contacts_of_one_day_that_many_log_at_once_are_all_counted()
    {
        var unit = await UnitAsync(4);
        var other = await UnitAsync(4);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => (n % 2 == 0 ? unit : other).MeetAsync(-3)));

        (await unit.TellAsync(16)).ShouldBe("0/8");
    }

    private async Task<Unit> UnitAsync(int number)
    {
        var organisation = organisations[number];
        var coachings = new CoachingsService.CoachingsServiceClient(host.As(Role.Coach, organisation));
        var started = (await coachings.StartCoachingAsync(CoachingHost.NewStart(await host.OpenedAsync(organisation)))).Coaching;
        return new Unit(host, organisation, started, await host.EmployerAsync());
    }

    private sealed record Unit(CoachingHost Host, string Organisation, Coaching Coaching, string Employer)
    {
        public ResultsService.ResultsServiceClient Results => new(Host.As(Role.Coach, Organisation));

        public async Task<string> JobAsync(int day, int hours = 20, bool open = true, bool subsidised = false, string clientId = "")
        {
            var job = new RecordJobRequest(CoachingHost.NewJob(Coaching, await Host.EmployerAsync()))
            {
                StartedOn = CoachingHost.Day(day),
                WeeklyHours = hours,
                OpenLabourMarket = open,
                PaySubsidised = subsidised,
                ClientId = clientId,
            };
            job.CoachingId = clientId.Length > 0 ? "" : job.CoachingId;
            return (await Results.RecordJobAsync(job)).Job.JobId;
        }

        public async Task MeetAsync(int day) => await new CoachingsService.CoachingsServiceClient(Host.As(Role.Coach, Organisation)).LogContactAsync(
            new LogContactRequest(CoachingHost.NewContact(Coaching, Employer)) { ContactedOn = CoachingHost.Day(day), Mode = Mode.Workplace });

        public async Task<QualityMeasureResult> ItemAsync(int item, int from = -60, int to = 0) =>
            (await new QualityService.QualityServiceClient(Host.As(Role.Coach, Organisation)).PreviewQualityAsync(
                new PreviewQualityRequest { Set = "IPS-25", FromDay = CoachingHost.Day(from), ToDay = CoachingHost.Day(to) })).Items.Single(one => one.Item == item);

        public async Task<string> TellAsync(int item, int from = -60, int to = 0) => await ItemAsync(item, from, to) is var told ? $"{told.Numerator}/{told.Denominator}" : "";
    }
}
