using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Common;
using Xunit;

namespace Tyokyky.Referrals.Tests.Common.Domain;

public sealed class AgeBandTests
{
    private static readonly DateOnly day = new(2026, 3, 15);

    [Theory]
    [InlineData(2008, 3, 16, AgeBand.Under18)]
    [InlineData(2008, 3, 15, AgeBand._1829)]
    [InlineData(1996, 3, 16, AgeBand._1829)]
    [InlineData(1996, 3, 15, AgeBand._3054)]
    [InlineData(1971, 3, 16, AgeBand._3054)]
    [InlineData(1971, 3, 15, AgeBand._5564)]
    [InlineData(1961, 3, 16, AgeBand._5564)]
    [InlineData(1961, 3, 15, AgeBand._65Over)]
    public void A_band_begins_on_the_birthday(int year, int month, int dayOfMonth, AgeBand band)
    {
        var born = new DateOnly(year, month, dayOfMonth);

        AgeBands.On(born, day).ShouldBe(band);
        // As statements ask for it.
        AgeBands.Of(born).FirstOrDefault(each => day < each.Until, (Until: day, Band: AgeBand._65Over)).Band.ShouldBe(band);
    }

    [Fact]
    public void Without_a_day_of_birth_the_band_is_unknown() => AgeBands.On(null, day).ShouldBe(AgeBand.Unknown);

    [Fact]
    public void A_leap_day_s_child_is_a_year_older_from_the_last_of_February_on_in_common_years() =>
        AgeBands.On(new DateOnly(2008, 2, 29), new DateOnly(2026, 2, 28)).ShouldBe(AgeBand._1829);
}
