using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Metrics.Domain;
using Tyokyky.Metrics.Persistence.Counts;
using Xunit;

namespace Tyokyky.Metrics.Tests.Domain;

public sealed class RegistryTests
{
    private static readonly string[] contracts = [.. typeof(ReferralSubmitted).Assembly.GetTypes().Where(type => type.Namespace == typeof(ReferralSubmitted).Namespace).Select(type => type.Name)];

    [Fact]
    public void Every_indicator_is_counted_and_everything_counted_is_an_indicator() =>
        Counting.Names.ShouldBe(IndicatorRegistry.All.Select(indicator => indicator.Name), ignoreOrder: true);

    [Fact]
    public void Who_refers_to_an_indicator_knows_the_registrys_names() =>
        Contracts.IndicatorNames.All.ShouldBe(IndicatorRegistry.All.Select(indicator => indicator.Name), ignoreOrder: true);

    [Fact]
    public void Every_indicator_says_what_it_is_whence_and_how_it_is_counted() => IndicatorRegistry.All.ShouldAllBe(indicator =>
        new[] { indicator.NameFi, indicator.NameEn, indicator.Definition, indicator.Numerator, indicator.CountRule, indicator.Unit, indicator.Source }.All(text => text.Length > 0)
        && indicator.Version > 0 && indicator.Facts.Length > 0);

    [Fact]
    public void Every_ratio_names_its_denominator_and_no_plain_count_has_one() => IndicatorRegistry.All.ShouldAllBe(indicator =>
        (indicator.Denominator.Length > 0) == (indicator.Unit == Indicator.Percent || indicator.Unit == Indicator.Coefficient || indicator.Unit == Indicator.BusinessDays));

    [Fact]
    public void Every_fact_that_an_indicator_names_is_in_the_contracts() => IndicatorRegistry.All.SelectMany(indicator => indicator.Facts).Distinct().ShouldBeSubsetOf(contracts);

    [Fact]
    public void Filters_that_do_not_apply_are_filters() =>
        IndicatorRegistry.All.SelectMany(indicator => indicator.WithoutFilters).Distinct().ShouldBeSubsetOf(["municipality", "programme", "organisation"]);
}
