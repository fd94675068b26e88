using CsCheck;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.EventLog;
using Tyokyky.ServiceDefaults;
using Tyokyky.WorkAbilityTeam.Assessments;

namespace Tyokyky.WorkAbilityTeam.Tests.Assessments.Domain;

/// <summary>Dates of legs, whatever the days are: eves, leap days and years' ends among them.</summary>
public sealed class AssessmentLegTests
{
    // Before Christmas, May Day and Midsummer, and round a leap day.
    private static readonly DateOnly[] hard = [new(2026, 12, 23), new(2027, 4, 30), new(2028, 2, 28), new(2028, 2, 29), new(2026, 6, 18)];

    private static readonly Gen<DateOnly> someDay =
        Gen.Int[-hard.Length, 4000].Select(at => at < 0 ? hard[at + hard.Length] : new DateOnly(2020, 1, 1).AddDays(at));

    [Fact]
    public void A_way_leaves_no_day_uncounted_and_none_twice() => Ways.Sample((ordered, gaps) =>
    {
        var assessment = Walk(ordered, gaps);

        for (var i = 1; i < assessment.Legs.Count; i++)
        {
            assessment.Legs[i].From.ShouldBe(assessment.Legs[i - 1].To!.Value);
        }

        assessment.Legs.Sum(leg => leg.WaitedOn(assessment.LastDay)).ShouldBe(FinnishCalendar.BusinessDaysBetween(ordered, assessment.LastDay));
    });

    [Fact]
    public void A_leg_waits_one_business_day_more_or_none_on_the_day_after() => Gen.Select(someDay, Gen.Int[0, 400]).Sample((from, later) =>
    {
        var leg = new Leg(AssessmentLegKind.Booking, from, null);
        var day = from.AddDays(later);

        (leg.WaitedOn(day.AddDays(1)) - leg.WaitedOn(day)).ShouldBe(FinnishCalendar.IsBusinessDay(day.AddDays(1)) ? 1 : 0);
        leg.WaitedOn(from).ShouldBe(0);
        (leg with { To = day }).WaitedOn(day.AddDays(100)).ShouldBe(leg.WaitedOn(day));
    });

    [Fact]
    public void A_corrected_day_keeps_the_order_and_the_whole() => Gen.Select(Ways, Gen.Int[0, 9], Gen.Int[-20, 20]).Sample((way, leg, by) =>
    {
        var assessment = Walk(way.Item1, way.Item2);
        var today = assessment.LastDay.AddDays(30);
        var number = leg % (assessment.Legs.Count + 1);
        var (before, after) = (number > 0 ? assessment.Legs[number - 1] : null, number < assessment.Legs.Count ? assessment.Legs[number] : null);
        var day = (before?.To ?? after?.From ?? before!.From).AddDays(by);
        var isAllowed = (before is null || (before.To is not null && day >= before.From)) && (after?.To is not { } next || day <= next) && day <= today;

        if (!isAllowed)
        {
            Should.Throw<DomainException>(() => assessment.Correct(number, day, today, "")).Reason.ShouldBeOneOf("DAY_BEFORE_PREVIOUS", "DAY_AFTER_NEXT", "LEG_UNKNOWN", "DAY_IN_FUTURE");
            return;
        }

        var corrected = assessment.Correct(number, day, today, "").Item1;
        for (var i = 1; i < corrected.Legs.Count; i++)
        {
            corrected.Legs[i].From.ShouldBe(corrected.Legs[i - 1].To!.Value);
        }

        corrected.Legs.Sum(one => one.WaitedOn(today)).ShouldBe(
            FinnishCalendar.BusinessDaysBetween(corrected.OrderedOn, corrected.Legs[^1].To ?? today));
    });

    [Fact]
    public void What_waits_the_longest_is_of_the_assessment_or_of_an_application()
    {
        var monday = new DateOnly(2026, 3, 2);
        var assessment = Walk(monday, [1, 1, 1, 1, 1]);
        var sufficient = assessment.Judge(Sufficiency.Sufficient, "", assessment.LastDay.AddDays(1)).Item1;
        var applied = sufficient.Apply(new RestingApplication
        {
            Id = Guid.NewGuid(),
            AssessmentId = sufficient.Id,
            Organisation = "2345678-0",
            StatementType = "medical-statement-b",
            Type = "disability-pension",
            Addressee = "kela",
            FiledOn = sufficient.LastDay.AddDays(3),
        }).Item1;

        sufficient.Waiting.ShouldBeNull();
        applied.Waiting.ShouldBe(new Leg(AssessmentLegKind.Decision, sufficient.LastDay.AddDays(3), null));
        applied.Decide(applied.Applications[0].Id, Decision.Negative, applied.Waiting!.From.AddDays(60)).Item1.Waiting.ShouldBeNull();
    }

    private static Gen<(DateOnly, int[])> Ways => Gen.Select(someDay, Gen.Int[0, 40].Array[5]);

    // Ordered, booked, missed, booked, attended, stated; each so many days after the one before.
    private static ClientAssessment Walk(DateOnly ordered, int[] gaps)
    {
        var assessment = new ClientAssessment
        {
            Id = Guid.NewGuid(),
            Client = new CountedClient(Guid.NewGuid(), AgeBand._3054, "698", ""),
            Organisation = "2345678-0",
            Type = "other",
            Question = "x",
            RecordedAt = DateTimeOffset.UnixEpoch,
            Legs = [AssessmentSteps.FirstLeg("other", ordered)],
        };
        DateOnly Next(int at) => assessment.LastDay.AddDays(gaps[at]);
        Appointment At(DateOnly on) => new(on, null, [], Mode.InPerson, OfTask: false);
        assessment = assessment.Book(At(Next(0)), "").Item1;
        assessment = assessment.Attend(attended: false, Next(1)).Item1;
        assessment = assessment.Book(At(Next(2)), "").Item1;
        assessment = assessment.Attend(attended: true, Next(3)).Item1;
        return assessment.Receive(new GivenStatement
        {
            Id = Guid.NewGuid(),
            AssessmentId = assessment.Id,
            Number = 1,
            Type = "other",
            Reference = "x",
            Author = "y",
            AuthorOrganisation = "2345678-0",
            StatedOn = Next(4),
            Conclusion = "",
            FunctionalLimits = [],
        }).Item1;
    }
}
