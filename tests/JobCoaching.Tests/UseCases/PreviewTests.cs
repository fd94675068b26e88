using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.UseCases;

/// <summary>What the live pre-review counts, against an example worked by hand; the thresholds have tests of their own.</summary>
public sealed class PreviewTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    private const string City = CoachingHost.City;

    private CaseloadsService.CaseloadsServiceClient Caseloads => new(host.As(Role.Coach, City));

    [Fact]
    public async Task Each_measure_counts_what_a_hand_counts()
    {
        var (first, second, third) = (await host.EmployerAsync(), await host.EmployerAsync(), await host.EmployerAsync());
        var worker = await host.WorkerAsync();
        // Anna has two ids, and a coaching under each; Berit has one; Carl's coach is another one, and he has left.
        var anna = await StartedAsync(-40);
        var anotherOfAnna = await StartedAsync(-25, wishes: new WorkWishes());
        var berit = await StartedAsync(-30);
        var carl = await StartedAsync(-45, worker);
        await MergeAsync(anna, anotherOfAnna);

        await MetAsync(anna, -35, first, Mode.Workplace, matches: true);
        await MetAsync(anna, -34, first, Mode.Phone);
        await MetAsync(carl, -25, second, Mode.InPerson, matches: true);
        await MetAsync(anotherOfAnna, -20, second, Mode.Community, matches: true);
        var mistake = await MetAsync(berit, -28, second, Mode.InPerson, matches: true);
        await host.Coachings.EnterContactInErrorAsync(new EnterContactInErrorRequest { ContactId = mistake, Reason = "other" });

        foreach (var (coaching, day) in new[] { (anna, -16), (anna, -14), (berit, -18), (carl, -19) })
        {
            await host.Coachings.LogContactAsync(new LogContactRequest(CoachingHost.NewContact(coaching)) { ContactedOn = CoachingHost.Day(day) });
        }

        await JobAsync(anna, first, -14);
        await JobAsync(anna, second, -5);
        await JobAsync(berit, third, -20, open: false);
        var carls = await JobAsync(carl, first, -30, hours: 3, occupation: "5120");
        await host.Results.EndJobAsync(new EndJobRequest { JobId = carls, EndedOn = CoachingHost.Day(-20), Reason = "other" });
        await host.Results.EnterResultInErrorAsync(new EnterResultInErrorRequest { ResultId = await JobAsync(berit, first, -10), Reason = "duplicate" });
        // Somebody whom nobody coaches is employed beside them.
        var uncoached = await host.OnPathwayAsync();
        await host.Results.RecordJobAsync(new RecordJobRequest(CoachingHost.NewJob(new Coaching(), third)) { ClientId = uncoached, StartedOn = CoachingHost.Day(-8) });
        await host.Coachings.EndCoachingAsync(new EndCoachingRequest { CoachingId = carl.CoachingId, Outcome = "employed", EndedOn = CoachingHost.Day(-10) });

        await TimeAsync("employment-work", "workplace", 300);
        await TimeAsync("other-work", "office", 100);
        await TimeAsync("supervision", "", 50);

        var preview = await PreviewAsync();

        preview.Version.ShouldNotBeEmpty();
        preview.Items.Select(item => item.Item).ShouldBe([1, 2, 15, 16, 17, 19, 20, 21, 23, 24]);
        preview.NotComputedItems.Count.ShouldBe(15);
        preview.Items.ShouldAllBe(item => item.Computable);
        // Item: numerator, denominator, missing, value, score, next score, distance.
        preview.Items.Select(Told).ShouldBe(
        [
            // Two persons with the one coach who has any; her second id is the same person.
            "1: 2/1 missing 0 = 2000 → 5, 0 by 0",
            // Of 450 minutes 350 for employment; the other coach recorded none.
            "2: 350/450 missing 1 = 77778 → 3, 4 by 12223",
            // 5, 5 and 20 days; Berit's first contact was a mistake.
            "15: 30/3 missing 1 = 10000 → 5, 0 by 0",
            // Of the one whose wishes nobody knows it cannot be told.
            "16: 2/3 missing 1 = 66667 → 3, 4 by 8334",
            // Three meetings in 41 days of one coach and 36 of the other.
            "17: 3/77 missing 0 = 273 → 1, 2 by 1728",
            "19: 2/4 missing 0 = 50000 → 2, 3 by 10000",
            "20: 3/4 missing 0 = 75000 → 4, 5 by 10000",
            // Neither the supported job nor the one of three hours.
            "21: 2/4 missing 0 = 50000 → 1, 2 by 15000",
            "23: 6/15 missing 0 = 40000 → 2, 3 by 10000",
            "24: 300/400 missing 50 = 75000 → 5, 0 by 0",
        ]);
        preview.Items.Single(item => item.Item == 21).Parts.Single().ShouldBe(new QualityMeasurePart { Part = "persons", Numerator = 1, Denominator = 3 });
        preview.Items.Single(item => item.Item == 23).Parts.Select(part => $"{part.Part} {part.Numerator}/{part.Denominator}").ShouldBe(
            ["after-loss 1/1", "after-start 2/4", "before-start 1/4", "first-month 2/6"], ignoreOrder: true);

        // The same items by the other set, and nothing of a model that nobody is coached by.
        (await PreviewAsync("THL-TKO")).Items.Select(Told).ShouldBe(preview.Items.Select(Told));
        (await PreviewAsync(model: "kela-teak")).Items.Where(item => item.Computable).Select(item => item.Item).ShouldBe([2, 24]);
        (await PreviewAsync(model: anna.Model)).Items.Select(Told).ShouldBe(preview.Items.Select(Told));
        await ReviewedEachWeekAsync();
    }

    [Fact]
    public async Task An_organisation_without_anything_is_told_so_and_nobody_elses()
    {
        var preview = await new QualityService.QualityServiceClient(host.As(Role.Manager, CoachingHost.Stranger)).PreviewQualityAsync(Asked());

        preview.Items.ShouldAllBe(item => !item.Computable && item.Score == 0 && item.NotComputableReason.Length > 0);
    }

    [Fact]
    public async Task Corrections_of_contacts_and_jobs_reach_what_is_counted()
    {
        var stranger = "0000001-9";
        var employer = await host.EmployerAsync();
        var coachings = new CoachingsService.CoachingsServiceClient(host.As(Role.Coach, stranger));
        var results = new ResultsService.ResultsServiceClient(host.As(Role.Coach, stranger));
        var opened = await host.OpenedAsync(stranger);
        var started = (await coachings.StartCoachingAsync(CoachingHost.NewStart(opened))).Coaching;
        var contact = (await coachings.LogContactAsync(new LogContactRequest(CoachingHost.NewContact(started, employer)) { Mode = Mode.Workplace })).ContactId;
        var job = (await results.RecordJobAsync(CoachingHost.NewJob(started, employer))).Job;
        var before = await PreviewAsync(organisation: stranger);

        await coachings.CorrectContactAsync(new CorrectContactRequest
        {
            ContactId = contact,
            Party = ContactParty.Employer,
            EmployerId = employer,
            Mode = Mode.Phone,
            Minutes = 10,
            ContactedOn = CoachingHost.Day(-15),
            MatchesWishes = true,
            Reason = "typing-error",
        });
        await results.EndJobAsync(new EndJobRequest { JobId = job.JobId, EndedOn = CoachingHost.Day(-4), Reason = "other" });
        var corrected = await PreviewAsync(organisation: stranger);
        await coachings.EnterContactInErrorAsync(new EnterContactInErrorRequest { ContactId = contact, Reason = "other" });
        await results.EnterResultInErrorAsync(new EnterResultInErrorRequest { ResultId = job.JobId, Reason = "other" });
        var without = await PreviewAsync(organisation: stranger);

        Fractions(before, 15, 16, 17, 21, 23).ShouldBe("10/1 0/1 1/21 1/1 0/2");
        // It did not last for the days after its start; those after its end have come instead.
        Fractions(corrected, 15, 16, 17, 21, 23).ShouldBe("5/1 1/1 0/21 1/1 0/2");
        corrected.Items.Single(item => item.Item == 23).Parts.Select(part => part.Part).ShouldBe(["after-loss", "before-start"]);
        Fractions(without, 15, 16, 17, 21, 23).ShouldBe("0/0 0/0 0/21 0/0 0/0");
        (await host.Database.ScalarAsync<long>($"SELECT coalesce(sum(contacts), 0) FROM employer_contact_day WHERE organisation = '{stranger}'")).ShouldBe(0);

        await coachings.EnterCoachingInErrorAsync(new EnterCoachingInErrorRequest { CoachingId = started.CoachingId, Reason = "other" });
        Fractions(await PreviewAsync(organisation: stranger), 1, 15, 17).ShouldBe("0/0 0/0 0/0");
    }

    [Fact]
    public async Task A_period_that_ends_before_it_begins_is_too_long_or_is_not_over_is_refused_by_its_field()
    {
        var quality = new QualityService.QualityServiceClient(host.As(Role.Coach, City));
        await Refused(new(Asked()) { ToDay = CoachingHost.Day(-61) }, "PERIOD_INVALID", "to_day");
        await Refused(new(Asked()) { FromDay = CoachingHost.Day(-1200) }, "PERIOD_TOO_LONG", "to_day");
        await Refused(new(Asked()) { ToDay = CoachingHost.Day(1) }, "DAY_IN_FUTURE", "to_day");
        await Refused(new(Asked()) { Set = "IPS-99" }, "SET_UNKNOWN", "set");
        await Refused(new(Asked()) { Version = "1066" }, "SET_UNKNOWN", "set");
        await Refused(new(Asked()) { Model = "magic" }, "UNKNOWN_CODE", "model");

        async Task Refused(PreviewQualityRequest request, string reason, string field) =>
            (await quality.PreviewQualityAsync(request).ShouldFail(Grpc.Core.StatusCode.InvalidArgument, reason)).Metadata["field"].ShouldBe(field);
    }

    private async Task ReviewedEachWeekAsync()
    {
        var unreviewed = (await PreviewAsync()).Items.Single(item => item.Item == 17);
        for (var day = -60; day <= 0; day += 3)
        {
            await TimeAsync("contact-log-review", "office", 30, day);
        }

        var reviewed = (await PreviewAsync()).Items.Single(item => item.Item == 17);
        unreviewed.RequirementsMet.ShouldBeEmpty();
        reviewed.RequirementsMet.ShouldBe(["weekly-review", "monthly-review"]);
    }

    private static string Told(QualityMeasureResult item) =>
        $"{item.Item}: {item.Numerator}/{item.Denominator} missing {item.Missing} = {item.ValueThousandths} → {item.Score}, {item.NextScore} by {item.DistanceThousandths}";

    private static string Fractions(PreviewQualityResponse preview, params int[] items) =>
        string.Join(' ', items.Select(number => preview.Items.Single(item => item.Item == number)).Select(item => $"{item.Numerator}/{item.Denominator}"));

    private static PreviewQualityRequest Asked() => new() { Set = "IPS-25", FromDay = CoachingHost.Day(-60), ToDay = CoachingHost.Day(0) };

    private async Task<PreviewQualityResponse> PreviewAsync(string set = "IPS-25", string model = "", string organisation = City) =>
        await new QualityService.QualityServiceClient(host.As(Role.Coach, organisation)).PreviewQualityAsync(new PreviewQualityRequest(Asked()) { Set = set, Model = model });

    private async Task<Coaching> StartedAsync(int day, string coach = "", WorkWishes? wishes = null)
    {
        var measure = CoachingHost.NewMeasure(daysAgo: 60);
        host.Sources.Tell("team", measure, measure.Client.ClientId);
        var start = CoachingHost.NewStart(await host.CoachingOfAsync(measure.MeasureId));
        start.StartedOn = CoachingHost.Day(day);
        start.Coach = coach;
        start.Wishes = wishes ?? start.Wishes;
        return (await host.Coachings.StartCoachingAsync(start)).Coaching;
    }

    private async Task MergeAsync(Coaching kept, Coaching merged)
    {
        var merge = new ClientsMerged { MergeId = CoachingHost.Id(), KeptClientId = kept.ClientId, MergedClientId = merged.ClientId };
        host.Sources.Tell("referrals", merge, kept.ClientId, merged.ClientId);
        await Eventually.Holds(async () => await host.Database.ScalarAsync<long>($"SELECT count(*) FROM client_link WHERE merge_id = '{merge.MergeId}'") == 1, "the merge is known");
    }

    private async Task<string> MetAsync(Coaching coaching, int day, string employer, Mode mode, bool matches = false) =>
        (await host.Coachings.LogContactAsync(
            new LogContactRequest(CoachingHost.NewContact(coaching, employer)) { ContactedOn = CoachingHost.Day(day), Mode = mode, MatchesWishes = matches })).ContactId;

    private async Task<string> JobAsync(Coaching coaching, string employer, int day, int hours = 20, bool open = true, string occupation = "9412") =>
        (await host.Results.RecordJobAsync(new RecordJobRequest(CoachingHost.NewJob(coaching, employer))
        {
            StartedOn = CoachingHost.Day(day),
            WeeklyHours = hours,
            OpenLabourMarket = open,
            Occupation = occupation,
        })).Job.JobId;

    private async Task TimeAsync(string kind, string place, int minutes, int day = -5) =>
        await Caseloads.RecordCoachTimeAsync(new RecordCoachTimeRequest { Kind = kind, Place = place, Minutes = minutes, WorkedOn = CoachingHost.Day(day) });
}
