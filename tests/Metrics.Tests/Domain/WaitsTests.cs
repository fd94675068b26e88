using Shouldly;
using Tyokyky.Metrics.Domain;
using Xunit;

namespace Tyokyky.Metrics.Tests.Domain;

public sealed class WaitsTests
{
    [Fact]
    public void Without_open_waits_the_median_is_the_length_that_half_have_ended_by() =>
        Waits.Median([new(1, 1, 1), new(4, 1, 1), new(9, 1, 1), new(30, 1, 1)]).ShouldBe(4);

    [Fact]
    public void Open_waits_lengthen_the_median() =>
        // Of four, one ended after 1; one is open since 3; of the remaining two one ends after 5: 3/4 · 1/2 < 1/2.
        Waits.Median([new(1, 1, 1), new(3, 0, 1), new(5, 1, 1), new(8, 0, 1)]).ShouldBe(5);

    [Fact]
    public void Exactly_half_is_half() => Waits.Median([new(2, 1, 1), new(3, 1, 1), new(7, 0, 2)]).ShouldBe(3);

    [Fact]
    public void A_wait_that_fewer_than_half_have_ended_has_no_median_yet() => Waits.Median([new(2, 1, 1), new(7, 0, 3)]).ShouldBeNull();

    [Fact]
    public void No_waits_have_no_median() => Waits.Median([]).ShouldBeNull();
}
