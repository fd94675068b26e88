using Shouldly;
using Tyokyky.Referrals.Programmes;
using Xunit;

namespace Tyokyky.Referrals.Tests.Programmes.Domain;

public sealed class CardDetailsTests
{
    [Theory]
    [InlineData(new long[] { 1, 1, 1 }, new[] { 3334, 3333, 3333 })]
    [InlineData(new long[] { 70_000_00, 30_000_00 }, new[] { 7000, 3000 })]
    [InlineData(new long[] { 0, 5 }, new[] { 0, 10_000 })]
    [InlineData(new long[] { 1, 999_999_999_999 }, new[] { 0, 10_000 })]
    public void Percentages_of_amounts_add_up(long[] cents, int[] hundredths) =>
        new CardDetails { TotalCents = cents.Sum(), Funding = [.. cents.Select(amount => new CardFunding("x", "eu", amount, 0))] }
            .Shares().Select(share => share.PercentHundredths).ShouldBe(hundredths);

    [Fact]
    public void Amounts_of_percentages_add_up_to_the_cent_whatever_the_whole()
    {
        CardFunding[] thirds = [new("x", "eu", null, 3333), new("y", "own", null, 3333), new("z", "private", null, 3334)];
        for (var total = 0L; total < 300; total++)
        {
            var shares = new CardDetails { TotalCents = total, Funding = thirds }.Shares();
            var cents = shares.Select(share => share.Cents!.Value).ToList();

            cents.Sum().ShouldBe(total);
            (cents.Max() - cents.Min()).ShouldBeInRange(0, 1);
            shares.Select(share => share.PercentHundredths).ShouldBe([3333, 3333, 3334]);
        }
    }

    [Fact]
    public void Without_a_whole_percentages_stay_as_they_are() =>
        new CardDetails { Funding = [new CardFunding("x", "eu", null, 10_000)] }.Shares().ShouldBe([new CardFunding("x", "eu", null, 10_000)]);
}
