using Shouldly;
using Tyokyky.Metrics.Domain;
using Xunit;

namespace Tyokyky.Metrics.Tests.Domain;

public sealed class RatioTests
{
    [Theory]
    [InlineData(22, 62, "35.5")]
    [InlineData(29, 62, "46.8")]
    [InlineData(62, 62, "100.0")]
    [InlineData(0, 62, "0.0")]
    [InlineData(6, 70, "8.6")]
    [InlineData(1, 2000, "0.1")] // 0.05 exactly: up
    [InlineData(9, 16, "56.3")] // 56.25 exactly: up, not to even
    [InlineData(5, 16, "31.3")] // 31.25
    [InlineData(201, 2000, "10.1")] // 10.05, which binary fractions make 10.049…
    [InlineData(130, 70, "185.7")]
    [InlineData(4_000_000_000_000_000_000, 4_000_000_000_000_000_000, "100.0")]
    public void Percentages_are_rounded_half_up_to_one_decimal(long numerator, long denominator, string percent) => Ratio.Percent(numerator, denominator).ShouldBe(percent);

    [Theory]
    [InlineData(39, 70, "0.56")]
    [InlineData(62, 70, "0.89")]
    [InlineData(1, 8, "0.13")] // 0.125 exactly: up
    [InlineData(201, 200, "1.01")] // 1.005, which binary fractions make 1.00499…
    [InlineData(2, 1, "2.00")]
    [InlineData(0, 7, "0.00")]
    public void Coefficients_are_rounded_half_up_to_two_decimals(long numerator, long denominator, string coefficient) => Ratio.Coefficient(numerator, denominator).ShouldBe(coefficient);

    [Fact]
    public void Without_anything_below_the_line_there_is_no_figure()
    {
        Ratio.Percent(0, 0).ShouldBe("");
        Ratio.Coefficient(3, 0).ShouldBe("");
    }
}
