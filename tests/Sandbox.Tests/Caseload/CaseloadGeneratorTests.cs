using System.Text.Json;
using Shouldly;
using Tyokyky.Contracts;
using Tyokyky.Sandbox.Caseload;
using Tyokyky.Sandbox.Identity;
using Xunit;

namespace Tyokyky.Sandbox.Tests.Caseload;

public sealed class CaseloadGeneratorTests
{
    private static readonly CaseloadPlan Published = CaseloadGenerator.Draw();

    public static TheoryData<int, int> OtherCaseloads => new() { { 1, 70 }, { 2, 70 }, { 3, 12 }, { 4, 200 }, { 5, 1 }, { 698, 35 } };

    [Fact]
    public void The_ordinary_caseload_comes_to_the_published_table()
    {
        var coached = Published.Persons.Where(person => person.End == WayEnd.Coached).ToArray();
        var jobs = coached.SelectMany(person => person.Jobs).ToArray();

        coached.Length.ShouldBe(70);
        coached.Count(person => person.Jobs.Count > 0).ShouldBe(39);
        jobs.Length.ShouldBe(62);
        coached.Count(person => person.WorkTrial is not null).ShouldBe(9);
        coached.Count(person => person.StudiesFrom is not null).ShouldBe(6);
        coached.Select(person => person.Coach).Distinct().Count().ShouldBe(2);
        coached.ShouldAllBe(person => person.Municipality == "698" && !person.NonDisclosure);

        Count(Destination.Company, false).ShouldBe(22);
        Count(Destination.Company, true).ShouldBe(7);
        Count(Destination.Municipality, false).ShouldBe(12);
        Count(Destination.Municipality, true).ShouldBe(9);
        Count(Destination.ThirdSector, false).ShouldBe(3);
        Count(Destination.ThirdSector, true).ShouldBe(8);
        jobs.Count(job => job.Destination == Destination.Apprenticeship).ShouldBe(1);

        int Count(Destination destination, bool subsidised) => jobs.Count(job => job.Destination == destination && job.Subsidised == subsidised);
    }

    [Fact]
    public void The_first_person_goes_the_whole_way()
    {
        var first = Published.Persons[0];

        first.End.ShouldBe(WayEnd.Coached);
        first.LoopCloses.ShouldBeTrue();
        first.Referrer.ShouldBe("agency-system");
        first.WorkTrial.ShouldNotBeNull();
        first.Jobs.ShouldNotBeEmpty();
    }

    [Fact]
    public void There_are_persons_at_every_stage() =>
        Published.Persons.Select(person => person.End).Distinct().Count().ShouldBe(Enum.GetValues<WayEnd>().Length);

    [Theory]
    [InlineData(CaseloadGenerator.PublishedSeed, 70)]
    [InlineData(7, 40)]
    public void The_same_seed_draws_the_same_caseload(int seed, int coached) =>
        JsonSerializer.Serialize(CaseloadGenerator.Draw(seed, coached)).ShouldBe(JsonSerializer.Serialize(CaseloadGenerator.Draw(seed, coached)));

    [Fact]
    public void Another_seed_draws_other_persons_results_and_programme()
    {
        var other = CaseloadGenerator.Draw(seed: 7);

        other.Programme.ShouldNotBe(Published.Programme);
        other.Destinations.ShouldNotBe(Published.Destinations);
        other.Persons.Select(person => person.PersonalIdentityCode).Intersect(Published.Persons.Select(person => person.PersonalIdentityCode)).Count().ShouldBeLessThan(3);
    }

    [Theory]
    [MemberData(nameof(OtherCaseloads))]
    public void Every_caseload_comes_to_the_numbers_it_names(int seed, int coached)
    {
        var plan = CaseloadGenerator.Draw(seed, coached);
        var persons = plan.Persons.Where(person => person.End == WayEnd.Coached).ToArray();

        persons.Length.ShouldBe(coached);
        persons.Count(person => person.Jobs.Count > 0).ShouldBe(plan.Destinations.Employed);
        persons.Sum(person => person.Jobs.Count).ShouldBe(plan.Destinations.Relations);
        persons.Count(person => person.WorkTrial is not null).ShouldBe(plan.Destinations.WorkTrials);
        persons.Count(person => person.StudiesFrom is not null).ShouldBe(plan.Destinations.Studies);
    }

    [Theory]
    [MemberData(nameof(OtherCaseloads))]
    [InlineData(CaseloadGenerator.PublishedSeed, 70)]
    public void Days_follow_each_other(int seed, int coached)
    {
        foreach (var person in CaseloadGenerator.Draw(seed, coached).Persons)
        {
            var days = person.Days;
            DateOnly[] inOrder =
            [
                days.Referred, days.Accepted, days.SentToTeam, days.Met, days.PlanMade, days.PlanAnswered, days.CoachingStarted,
            ];
            inOrder.ShouldBe(inOrder.Order());
            days.Met.DayOfWeek.ShouldBe(DayOfWeek.Tuesday);
            days.CoachingEnded.ShouldBeGreaterThan(days.CoachingStarted);
            days.CoachingEnded.ShouldBeLessThanOrEqualTo(Calendar.End);
            person.Jobs.ShouldAllBe(job => job.From > days.CoachingStarted && job.From < days.CoachingEnded && (job.To == null || job.To >= job.From));
            person.WorkTrial?.From.ShouldBeGreaterThan(days.CoachingStarted);
            person.CoachContacts.ShouldAllBe(contact => contact.On >= days.CoachingStarted && contact.On <= days.CoachingEnded);
        }
    }

    [Fact]
    public void Jobs_are_with_employers_of_their_sector()
    {
        foreach (var job in Published.Persons.SelectMany(person => person.Jobs))
        {
            var kind = job.Destination == Destination.Apprenticeship ? Destination.Company : job.Destination;
            Published.Employers[job.Employer].Destination.ShouldBe(kind);
        }
    }

    [Fact]
    public void Meetings_handle_everyone_who_gets_a_plan_once_and_on_their_day()
    {
        var handled = Published.Meetings.SelectMany(meeting => meeting.Persons.Select(number => (number, meeting.On))).ToArray();

        handled.Order().ShouldBe(Published.Persons.Where(person => person.ReachesPlan).Select(person => (person.Number, person.Days.Met)).Order());
    }

    [Fact]
    public void Every_code_is_known_on_its_day()
    {
        foreach (var contact in Published.AnonymousContacts.Concat(Published.Persons.Select(person => person.Contact)))
        {
            Known("contacting-service", contact.ContactingService, contact.On);
            Known("contact-topic", contact.Topic, contact.On);
            contact.Outcomes.ToList().ForEach(outcome => Known("contact-outcome", outcome, contact.On));
            contact.Professions.ToList().ForEach(profession => Known("profession", profession, contact.On));
        }

        foreach (var person in Published.Persons)
        {
            Known("referral-reason", person.Reason, person.Days.Referred);
            Known("language", person.Language, person.Days.Referred);
        }

        foreach (var employer in Published.Employers)
        {
            Known("employer-sector", employer.Sector, Calendar.FirstReferral);
            employer.Openings.ToList().ForEach(opening => Known("opening-kind", opening.Kind, opening.From));
        }

        foreach (var organisation in new Organisations().All)
        {
            Known("organisation-kind", organisation.Kind, new DateOnly(2026, 1, 1));
            Known("register", organisation.Register, new DateOnly(2026, 1, 1));
            organisation.Services.ToList().ForEach(service => Known("service", service, Calendar.FirstReferral));
        }

        static void Known(string system, string code, DateOnly day) => CodeSystem.Get(system).IsValid(code, day).ShouldBeTrue($"{system} {code} on {day}");
    }
}
