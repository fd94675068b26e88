using Tyokyky.Contracts;

namespace Tyokyky.ServiceDefaults.Tests.Codes;

/// <summary>An old name is right on its days, and afterwards means what took its place.</summary>
public sealed class OldNameTests
{
    private static readonly (string System, CodeEntry Entry)[] old =
    [
        .. CodeSystem.Names.SelectMany(name => CodeSystem.Get(name).Entries, (name, entry) => (name, entry)).Where(one => one.entry.ReplacedBy.Length > 0),
    ];

    public static TheoryData<string, string> OldCodes
    {
        get
        {
            var codes = new TheoryData<string, string>();
            foreach (var (system, entry) in old) { codes.Add(system, entry.Code); }
            return codes;
        }
    }

    [Theory]
    [MemberData(nameof(OldCodes))]
    public void An_old_code_is_itself_on_its_days_and_what_took_its_place_afterwards(string name, string code)
    {
        var system = CodeSystem.Get(name);
        var entry = system.Entries.Single(one => one.Code == code);
        var (first, last) = (entry.ValidFrom, entry.ValidTo!.Value);
        string[] spellings = [code, entry.Fi, entry.Sv.ToUpperInvariant(), entry.En];

        foreach (var called in spellings.Where(called => called == code || !called.Contains('(', StringComparison.Ordinal)))
        {
            system.On(called, first.AddDays(-1)).ShouldBeNull($"{called} before its days");
            system.On(called, first)!.Code.ShouldBe(code);
            system.On(called, last)!.Code.ShouldBe(code);
            system.On(called, last.AddDays(1))!.Code.ShouldBe(entry.ReplacedBy, $"{called} after its days");
        }

        new[] { first.AddDays(-1), first, last, last.AddDays(1) }.Select(day => system.IsValid(code, day)).ShouldBe([false, true, true, false]);
        system.OldNamesOf(entry.ReplacedBy).ShouldContain(entry);
        system.Same(code).ShouldContain(entry.ReplacedBy);
        system.Same(entry.ReplacedBy).ShouldContain(code);
    }

    [Theory]
    [InlineData("employment-authority")]
    [InlineData("Työvoimaviranomainen")]
    public void A_new_name_means_nothing_before_its_first_day(string name)
    {
        var system = CodeSystem.Get("organisation-kind");

        system.On(name, new DateOnly(2024, 12, 31)).ShouldBeNull();
        system.On(name, new DateOnly(2025, 1, 1))!.Code.ShouldBe("employment-authority");
    }

    [Theory]
    [InlineData("service", "TYP", "multisectoral-support")]
    [InlineData("register", "ura", "employment")]
    [InlineData("register", "TYPPI", "employment")]
    [InlineData("organisation-kind", "te-byrå", "employment-authority")]
    [InlineData("organisation-kind", "TE Office", "employment-authority")]
    [InlineData("benefit", "työmarkkinatuki", "general-support")]
    public void An_abbreviation_and_a_label_are_names(string system, string name, string code) =>
        CodeSystem.Get(system).On(name, new DateOnly(2026, 11, 30))!.Code.ShouldBe(code);

    [Fact]
    public void Two_old_names_of_one_code_are_not_each_other()
    {
        var system = CodeSystem.Get("organisation-kind");

        system.Same("hospital-district").ShouldBe(["hospital-district", "wellbeing-services-county"]);
        system.Same("wellbeing-services-county").ShouldBe(["wellbeing-services-county", "hospital-district", "health-joint-authority"], ignoreOrder: true);
        system.Same("nothing-of-the-kind").ShouldBe(["nothing-of-the-kind"]);
    }

    [Fact]
    public void Every_old_name_ends_and_leads_to_a_code_that_goes_on()
    {
        foreach (var (name, entry) in old)
        {
            var system = CodeSystem.Get(name);
            var (at, steps) = (entry, 0);
            while (at.ReplacedBy.Length > 0)
            {
                (at.ValidTo is not null && at.Source.Length > 0).ShouldBeTrue($"{name} {at.Code}");
                (++steps).ShouldBeLessThan(10, $"{name} {entry.Code} leads back to itself");
                at = system.Entries.Single(one => one.Code == at.ReplacedBy);
            }
        }
    }
}
