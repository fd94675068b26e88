using Shouldly;
using Tyokyky.Contracts;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Architecture.Tests;

/// <summary>Codes are dated data with their source.</summary>
public sealed class CodeSystemTests
{
    [Fact]
    public void Every_row_has_the_columns_that_its_head_names()
    {
        // A separator inside a text would move what follows from the code into a column that nobody reads.
        var wrong = from file in Repository.Files(".csv")
                    where file.StartsWith("shared/Contracts/CodeSystems/", StringComparison.Ordinal)
                    let rows = Repository.Read(file).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    from row in rows
                    where row.Split(';').Length != rows[0].Split(';').Length
                    select $"{file}: {row}";

        wrong.ShouldBeEmpty();
    }

    // Of occupations below the major groups the open sources have the English names alone; the contract says so.
    [Fact]
    public void Every_code_has_a_source_and_a_label_in_three_languages()
    {
        var unnamed = from name in CodeSystem.Names
                      from entry in CodeSystem.Get(name).Entries
                      let named = entry.Fi.Length > 0 && entry.Sv.Length > 0
                      where entry.En.Length == 0 || entry.Source.Length == 0 || (!named && (name, entry.Code.Length > 1) != ("occupation", true))
                      select $"{name} {entry.Code}";

        unnamed.ShouldBeEmpty();
    }

    // Who passes an outcome on tells it in the other's words: what a case or a coaching ended in ends its task, and the other way about.
    [Theory]
    [InlineData("case-outcome", "task-outcome")]
    [InlineData("coaching-outcome", "task-outcome")]
    [InlineData("task-outcome", "case-outcome")]
    [InlineData("task-outcome", "coaching-outcome")]
    public void Every_outcome_of_one_list_is_one_of_the_other(string from, string to)
    {
        var today = new DateOnly(2026, 12, 1);
        foreach (var entry in CodeSystem.Get(from).Entries)
        {
            var told = CodeSystem.Get(from).In(to, entry.Code).ShouldNotBeNull(entry.Code);
            CodeSystem.Get(to).Entries.ShouldContain(other => other.Code == told, $"{entry.Code} → {told}");
            if (entry.IsValidOn(today) && told != entry.Code)
            {
                CodeSystem.Get(to).IsValid(told, today).ShouldBeTrue($"{entry.Code} → {told}");
            }
        }
    }

    [Fact]
    public void Outcomes_of_tasks_cases_and_coachings_are_three_lists()
    {
        var day = new DateOnly(2026, 12, 1);
        var (tasks, cases, coachings) = (CodeSystem.Get("task-outcome"), CodeSystem.Get("case-outcome"), CodeSystem.Get("coaching-outcome"));

        (tasks.IsValid("service-given", day), cases.IsValid("service-given", day), coachings.IsValid("service-given", day)).ShouldBe((true, false, false));
        (cases.IsValid("coaching-continues", day), coachings.IsValid("coaching-continues", day)).ShouldBe((true, false));
        (cases.IsValid("own-business", day), coachings.IsValid("own-business", day)).ShouldBe((false, true));
        // What was recorded before the lists parted is still a code of its list then.
        coachings.IsValid("plan-made", new DateOnly(2026, 6, 1)).ShouldBeTrue();
    }

    [Fact]
    public void Each_customer_profile_is_described_in_three_languages_and_is_no_health_data()
    {
        foreach (var profile in CodeSystem.Get("customer-profile").Entries)
        {
            string.Join(' ', profile.Descriptions.Keys.Order()).ShouldBe("en fi sv", profile.Code);
            profile.Descriptions.Values.SelectMany(text => new[] { text.Signs, text.Needs, text.Example }).ShouldAllBe(text => text.Length > 20, profile.Code);
            // It is told in facts, which carry no health data.
            profile.Properties.ShouldNotContain("health");
        }
    }

    [Theory]
    [InlineData("service", "work-trial pay-subsidised-work workshop ohjaamo career-psychologist disability-services kela-advice pension-inquiry")]
    [InlineData("service", "expert-consultation occupational-health housing apprenticeship oral-health vocational-rehabilitation peer-support")]
    [InlineData("profession", "own-coach rehabilitation-physician rehabilitation-nurse service-counsellor study-counsellor expert-by-experience")]
    [InlineData("staff-role", "own-coach rehabilitation-physician rehabilitation-nurse service-counsellor study-counsellor project-manager secretary")]
    public void The_lists_have_what_the_joint_model_names(string system, string codes) =>
        codes.Split(' ').ShouldAllBe(code => CodeSystem.Get(system).IsValid(code, new DateOnly(2026, 11, 29)));
}
