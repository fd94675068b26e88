using Shouldly;
using Tyokyky.Contracts;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.Needs;
using Xunit;

namespace Tyokyky.Referrals.Tests.Needs.Domain;

public sealed class ScreeningRulesTests
{
    private static readonly DateOnly day = new(2026, 11, 2);

    [Fact]
    public void Unemployment_is_counted_without_a_break()
    {
        MetSince("unemployed-12-months", new DatedFact(SituationKind.Unemployment, "", new(2025, 11, 2), null)).ShouldBe(day);
        MetSince("unemployed-12-months", new DatedFact(SituationKind.Unemployment, "", new(2025, 11, 3), null)).ShouldBeNull();
        // Two entries without a day between are one; with a day between they are not.
        MetSince("unemployed-12-months", new(SituationKind.Unemployment, "", new(2025, 1, 1), new(2025, 12, 31)), new(SituationKind.Unemployment, "", new(2026, 1, 1), null)).ShouldBe(new DateOnly(2026, 1, 1));
        MetSince("unemployed-12-months", new(SituationKind.Unemployment, "", new(2025, 1, 1), new(2025, 12, 30)), new(SituationKind.Unemployment, "", new(2026, 1, 1), null)).ShouldBeNull();
        // What has ended triggers nothing.
        MetSince("unemployed-12-months", new DatedFact(SituationKind.Unemployment, "", new(2020, 1, 1), new(2026, 11, 1))).ShouldBeNull();
    }

    [Fact]
    public void Six_months_are_enough_under_25_and_only_there()
    {
        var fact = new DatedFact(SituationKind.Unemployment, "", new(2026, 5, 2), null);

        MetSinceBorn("under-25-unemployed-6-months", new DateOnly(2001, 11, 3), fact).ShouldBe(day);
        MetSinceBorn("under-25-unemployed-6-months", new DateOnly(2001, 11, 2), fact).ShouldBeNull();
        MetSinceBorn("under-25-unemployed-6-months", birth: null, fact).ShouldBeNull();
    }

    [Fact]
    public void Benefit_days_are_the_weekdays_of_all_its_periods_each_once()
    {
        // 300 weekdays are 60 weeks: from a Monday to a Friday.
        var monday = new DateOnly(2025, 1, 6);
        MetSince("benefit-300-days", new DatedFact(SituationKind.Benefit, "labour-market-subsidy", monday, null)).ShouldBe(monday.AddDays((59 * 7) + 4));
        MetSince(
            "benefit-300-days",
            new DatedFact(SituationKind.Benefit, "labour-market-subsidy", monday, monday.AddDays((30 * 7) - 1)),
            new DatedFact(SituationKind.Benefit, "earnings-related-allowance", monday.AddDays(7), monday.AddDays((59 * 7) + 3))).ShouldBeNull();
        MetSince("benefit-300-days", new DatedFact(SituationKind.Benefit, "housing-allowance", monday, null)).ShouldBeNull();
    }

    [Fact]
    public void Three_spells_of_sick_leave_in_a_year_and_studies_that_end_with_nothing_after_them_are_triggers()
    {
        DatedFact Spell(int month) => new(SituationKind.LabourMarketStatus, "sick-leave", new(2026, month, 1), new(2026, month, 7));

        MetSince("repeated-sick-leave", Spell(2), Spell(5), Spell(8)).ShouldBe(new DateOnly(2026, 8, 1));
        MetSince("repeated-sick-leave", Spell(2), Spell(5)).ShouldBeNull();
        var studies = new DatedFact(SituationKind.CurrentActivity, "studies", new(2024, 8, 1), new(2026, 9, 30));
        MetSinceBorn("school-leaver", new DateOnly(2005, 1, 1), studies).ShouldBe(new DateOnly(2026, 10, 1));
        MetSinceBorn("school-leaver", new DateOnly(2005, 1, 1), studies, new DatedFact(SituationKind.CurrentActivity, "work", new(2026, 10, 15), null)).ShouldBeNull();
    }

    [Fact]
    public void One_event_that_was_recorded_in_parts_is_one()
    {
        DatedFact Week(int day, SituationKind kind = SituationKind.LabourMarketStatus, string code = "sick-leave") => new(kind, code, new(2026, 8, day), new(2026, 8, day + 6));

        MetSince("repeated-sick-leave", Week(3), Week(10), Week(17)).ShouldBeNull();
        // In whatever order, one inside the other, and told twice.
        MetSince("repeated-sick-leave", Week(17), Week(3), Week(10), Week(3), new(SituationKind.LabourMarketStatus, "sick-leave", new(2026, 8, 1), new(2026, 8, 24))).ShouldBeNull();
        MetSince("repeated-sick-leave", Week(1), Week(9), Week(17)).ShouldBe(new DateOnly(2026, 8, 17));
        // What has no last day goes on through all that follows.
        MetSince("repeated-sick-leave", new(SituationKind.LabourMarketStatus, "sick-leave", new(2026, 1, 1), null), Week(9), Week(17)).ShouldBeNull();

        var unemployed = new ScreenedPerson(
            Guid.NewGuid(), null, [new(SituationKind.Unemployment, "", new(2026, 1, 1), new(2026, 6, 30)), new(SituationKind.Unemployment, "", new(2026, 7, 1), null)], []);
        unemployed.UnemployedSince(day).ShouldBe(new DateOnly(2026, 1, 1));
        unemployed.UnemployedSince(new(2025, 12, 31)).ShouldBeNull();
    }

    [Fact]
    public void Rules_name_known_codes_and_one_version_is_valid_on_a_day()
    {
        foreach (var rule in ScreeningRules.On(day))
        {
            ScreeningRules.On(day).Count(other => other.Rule == rule.Rule).ShouldBe(1);
            rule.Services.ShouldAllBe(service => CodeSystem.Get("service").IsValid(service, day));
            (rule.Template.Length == 0 || CodeSystem.Get("pathway-template").IsValid(rule.Template, day)).ShouldBeTrue();
            if (rule.Condition == "answer")
            {
                rule.Codes.ShouldAllBe(code => CodeSystem.Get("screening-question").IsValid(code, day));
            }
        }
    }

    private static DateOnly? MetSince(string rule, params DatedFact[] facts) => MetSinceBorn(rule, new DateOnly(1980, 1, 1), facts);

    private static DateOnly? MetSinceBorn(string rule, DateOnly? birth, params DatedFact[] facts) =>
        ScreeningRules.On(day).Single(each => each.Rule == rule).MetSince(new ScreenedPerson(Guid.NewGuid(), birth, facts, []), day);
}
