using CsCheck;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.WorkAbilityTeam.Measurements;

namespace Tyokyky.WorkAbilityTeam.Tests.Measurements.Domain;

/// <summary>Change on the norm from 0 to 100.</summary>
public sealed class ScaleTests
{
    private static readonly Gen<(Scale Scale, int From, int To)> pairs =
        from min in Gen.Int[-5_000, 5_000]
        from width in Gen.Int[1, 20_000]
        from higher in Gen.Bool
        from threshold in Gen.Int[1, 2_000]
        from sd in Gen.Int[1, 3_000]
        from reliability in Gen.Int[0, 100]
        from one in Gen.Int[min, min + width]
        from other in Gen.Int[min, min + width]
        select (new Scale("i", "1", "s", min, min + width, higher, threshold, sd, reliability / 100m, ""), one, other);

    [Fact]
    public void There_and_back_again_is_no_change() => pairs.Sample(pair =>
    {
        var (there, back) = (pair.Scale.Change(pair.From, pair.To), pair.Scale.Change(pair.To, pair.From));

        back.ChangeTenths.ShouldBe(-there.ChangeTenths);
        back.IsReliable.ShouldBe(there.IsReliable);
        (there.Direction, back.Direction).ShouldBeOneOf(
            (ChangeDirection.Improved, ChangeDirection.Worsened), (ChangeDirection.Worsened, ChangeDirection.Improved), (ChangeDirection.Unchanged, ChangeDirection.Unchanged));
    });

    [Fact]
    public void A_value_that_stays_is_unchanged_and_every_value_is_on_the_norm() => pairs.Sample(pair =>
    {
        var still = pair.Scale.Change(pair.From, pair.From);

        (still.ChangeTenths, still.Direction, still.IsReliable).ShouldBe((0, ChangeDirection.Unchanged, false));
        pair.Scale.NormTenths(pair.From).ShouldBeInRange(0, 1000);
    });

    [Fact]
    public void The_ends_of_the_scale_are_the_ends_of_the_norm() => pairs.Sample(pair =>
    {
        var (worst, best) = pair.Scale.HigherIsBetter ? (pair.Scale.MinHundredths, pair.Scale.MaxHundredths) : (pair.Scale.MaxHundredths, pair.Scale.MinHundredths);

        (pair.Scale.NormTenths(worst), pair.Scale.NormTenths(best), pair.Scale.Change(worst, best).ChangeTenths).ShouldBe((0, 1000, 1000));
    });

    [Fact]
    public void A_scale_read_backwards_says_the_same() => pairs.Sample(pair =>
    {
        int Mirrored(int value) => pair.Scale.MinHundredths + pair.Scale.MaxHundredths - value;

        (pair.Scale with { HigherIsBetter = !pair.Scale.HigherIsBetter }).Change(Mirrored(pair.From), Mirrored(pair.To)).ShouldBe(pair.Scale.Change(pair.From, pair.To));
    });

    [Fact]
    public void A_change_is_what_lies_between_the_norms_but_for_rounding() => pairs.Sample(pair =>
    {
        var change = pair.Scale.Change(pair.From, pair.To);

        Math.Abs(change.ChangeTenths - (change.ToTenths - change.FromTenths)).ShouldBeLessThanOrEqualTo(1);
    });

    [Fact]
    public void The_direction_turns_at_the_threshold_itself()
    {
        var scale = new Scale("kykyviisari", "2", "work-ability", 0, 1000, true, 100, null, null, "");

        scale.Change(500, 599).Direction.ShouldBe(ChangeDirection.Unchanged);
        scale.Change(500, 600).ShouldBe(new ValueChange(500, 600, 100, ChangeDirection.Improved, IsReliable: false));
        scale.Change(500, 400).Direction.ShouldBe(ChangeDirection.Worsened);
    }

    [Theory]
    // SD 10, r 0.84: 1.96 · 10 · √2 · √0.16 = 11.087…
    [InlineData(11_08, false)]
    [InlineData(11_09, true)]
    public void A_reliable_change_is_more_than_the_error_of_measurement_explains(int by, bool reliable)
    {
        var scale = new Scale("i", "1", "s", 0, 100_00, true, 1, 10_00, 0.84m, "");

        scale.Change(30_00, 30_00 + by).IsReliable.ShouldBe(reliable);
        scale.Change(30_00 + by, 30_00).IsReliable.ShouldBe(reliable);
    }
}
