using System.Globalization;
using Tyokyky.Contracts;

namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>How each measure follows from what was counted; pure.</summary>
internal static class Measures
{
    public const string ContactAfterStart = "contact-after-start";
    public const string WeeklyReview = "weekly-review";
    public const string MonthlyReview = "monthly-review";

    private const long PerCent = 100;
    private const int DaysOfWeek = 7;
    private const string BeforeStart = "before-start";

    /// <summary>Every measure there is.</summary>
    public static IReadOnlyDictionary<string, Measured> Of(
        Counted counted, IReadOnlyList<TimeSpent> time, IReadOnlyList<MeasuredPart> windows, Period period) =>
        new[]
        {
            Caseload(counted),
            EmploymentTime(counted, time, period),
            FirstEmployerContact(counted),
            MatchingContacts(counted),
            EmployerContacts(counted, time, period),
            Share("job-types", counted.Occupations, counted.JobsWithOccupation, counted.Jobs - counted.JobsWithOccupation),
            Share("employers", counted.Employers, counted.JobsWithEmployer, counted.Jobs - counted.JobsWithEmployer),
            CompetitiveJobs(counted),
            FollowAlong(windows),
            CommunityTime(counted, time, period),
        }.ToDictionary(measured => measured.Measure);

    /// <summary>From how many paid hours a week on a job is competitive: a dated row of code system "counting-rule".</summary>
    public static int CompetitiveHours(DateOnly day) => int.Parse(Property("competitive-job", "weekly-hours=", day), CultureInfo.InvariantCulture);

    /// <summary>Kinds of working time with a property on the day.</summary>
    public static string[] TimeKinds(string property, DateOnly day)
    {
        var system = CodeSystem.Get("coach-time-kind");
        return [.. system.Entries.Select(entry => entry.Code).Distinct().Where(code => system.Has(code, property, day))];
    }

    private static Measured Caseload(Counted counted) => Fraction(
        new("caseload", counted.Clients, counted.Coaches, counted.Coaches, 0) { CountingRules = ["persons-coached"] });

    private static Measured EmploymentTime(Counted counted, IReadOnlyList<TimeSpent> time, Period period) => Fraction(
        new(
            "employment-time", Minutes(time, TimeKinds("employment", period.To)), time.Sum(one => one.Minutes), counted.CoachesWithTime,
            counted.CoachesWithoutTime)
        {
            Factor = PerCent,
        },
        "no-coach-time");

    private static Measured FirstEmployerContact(Counted counted) => Fraction(
        new("first-employer-contact", counted.DaysToContact, counted.Contacted, counted.Contacted, counted.Started - counted.Contacted)
        {
            CountingRules = ["persons-coached"],
        });

    private static Measured MatchingContacts(Counted counted) => Fraction(
        new(
            "matching-contacts", counted.Matching, counted.ContactsWithWishes, counted.ContactsWithWishes,
            counted.EmployerContacts - counted.ContactsWithWishes)
        {
            Factor = PerCent,
        });

    private static Measured EmployerContacts(Counted counted, IReadOnlyList<TimeSpent> time, Period period) => Fraction(
        new("employer-contacts", counted.InPerson, counted.CoachDays, counted.InPerson, 0)
        {
            Factor = DaysOfWeek,
            CountingRules = ["in-person"],
            Met = period.ReviewsOf(time.SelectMany(one => one.ReviewedOn)),
        });

    private static Measured CompetitiveJobs(Counted counted)
    {
        var jobs = Share("competitive-jobs", counted.Competitive, counted.JobsWithHours, counted.Jobs - counted.JobsWithHours);
        return jobs with
        {
            CountingRules = [.. jobs.CountingRules, "competitive-job", "best-relation"],
            Parts = [new("persons", counted.PersonsWithCompetitive, counted.PersonsWithJob)],
        };
    }

    // Of no window after the start being kept the worst score follows, whatever was done before it.
    private static Measured FollowAlong(IReadOnlyList<MeasuredPart> windows) => Fraction(
        new("follow-along", windows.Sum(one => one.Numerator), windows.Sum(one => one.Denominator), windows.Sum(one => one.Denominator), 0)
        {
            Factor = PerCent,
            CountingRules = ["jobs-of-persons-coached"],
            Met = windows.Any(one => one.Part != BeforeStart && one.Numerator > 0) ? [ContactAfterStart] : [],
            Parts = windows,
        });

    private static Measured CommunityTime(Counted counted, IReadOnlyList<TimeSpent> time, Period period)
    {
        var (placed, unplaced) = (time.Where(one => one.Place.Length > 0).ToList(), time.Where(one => one.Place.Length == 0).Sum(one => one.Minutes));
        var places = Property("in-community", "places=", period.To).Split(',');
        return Fraction(
            new("community-time", placed.Where(one => places.Contains(one.Place)).Sum(one => one.Minutes), placed.Sum(one => one.Minutes),
                counted.CoachesWithTime, unplaced)
            {
                Factor = PerCent,
                CountingRules = ["in-community"],
            },
            time.Count == 0 ? "no-coach-time" : "no-place");
    }

    private static Measured Share(string measure, long numerator, long denominator, long missing) => Fraction(
        new(measure, numerator, denominator, denominator, missing) { Factor = PerCent, CountingRules = ["jobs-of-persons-coached"] });

    private static Measured Fraction(Measured measured, string otherwise = "no-data") =>
        measured.Denominator > 0 ? measured : measured with { NotComputable = otherwise, Numerator = 0, Denominator = 0, Factor = 1 };

    private static long Minutes(IReadOnlyList<TimeSpent> time, string[] kinds) => time.Where(one => kinds.Contains(one.Kind)).Sum(one => one.Minutes);

    private static string Property(string rule, string property, DateOnly day)
    {
        var rows = CodeSystem.Get("counting-rule").Entries.Where(entry => entry.Code == rule).ToArray();
        // Before any was agreed, the first that was.
        var row = Array.Find(rows, entry => entry.IsValidOn(day)) ?? rows[0];
        return row.Properties.First(one => one.StartsWith(property, StringComparison.Ordinal))[property.Length..];
    }
}

/// <summary>What was counted in a period.</summary>
/// <param name="Clients">Persons, once with each coach, on the period's last day.</param>
/// <param name="Coaches">Coaches with clients on that day.</param>
/// <param name="CoachDays">Days, from each coach's first client in the period to the last.</param>
/// <param name="CoachesWithTime">Coaches with clients in the period and working time in it.</param>
/// <param name="CoachesWithoutTime">Coaches with clients in the period and without working time.</param>
/// <param name="Started">Coachings that started in the period.</param>
/// <param name="Contacted">Of them, those with an employer contact by its end.</param>
/// <param name="DaysToContact">Days from their start to the first of those.</param>
/// <param name="InPerson">Employer contacts in person.</param>
/// <param name="Jobs">Jobs of persons coached that began in the period.</param>
internal sealed record Counted(
    long Clients, long Coaches, long CoachDays, long CoachesWithTime, long CoachesWithoutTime, long Started, long Contacted, long DaysToContact,
    long EmployerContacts, long ContactsWithWishes, long Matching, long InPerson, long Jobs, long JobsWithOccupation, long Occupations,
    long JobsWithEmployer, long Employers, long JobsWithHours, long Competitive, long PersonsWithJob, long PersonsWithCompetitive);

/// <summary>Working time of a kind and place, and the days on which employer contacts were reviewed in it.</summary>
internal sealed record TimeSpent(string Kind, string Place, long Minutes, DateOnly[] ReviewedOn);
