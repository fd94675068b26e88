using Tyokyky.FaultTests.Checks;

namespace Tyokyky.FaultTests;

/// <summary>A checker that never complains proves nothing: each kind of damage to what was found is named.</summary>
public sealed class CheckerTests(FaultRun run)
{
    [Fact]
    public void It_names_a_write_that_is_lost() =>
        Names("client_record", found => found with { Rows = [.. found.Rows.Skip(1)] });

    [Fact]
    public void It_names_a_write_that_is_there_twice() =>
        Names("team_case", found => found with { Rows = [.. found.Rows, found.Rows.First(row => row.Table == "team_case")] });

    [Fact]
    public void It_names_a_request_that_was_kept_twice() =>
        Names("request records", found => found with { RequestRecords = found.RequestRecords.ToDictionary(kept => kept.Key, kept => kept.Value + 1) });

    [Fact]
    public void It_names_a_missing_row_in_the_access_log() =>
        Names("access log", found => found with { Changes = [.. found.Changes.Skip(1)] });

    [Fact]
    public void It_names_a_gap_in_the_log() =>
        Names("gaps", found => found with { Log = [.. found.Log.Where(fact => fact.Position != 7)] });

    [Fact]
    public void It_names_an_unpublished_fact() =>
        Names("unpublished", found => found with { Ends = [.. found.Ends.Select(end => end with { Published = end.Published - 1 })] });

    [Fact]
    public void It_names_a_fact_that_was_taken_twice() =>
        Names("once each and in order", found => found with { Followed = [.. found.Followed.Select(one => one with { Taken = [.. one.Taken, one.Taken[^1]] })] });

    [Fact]
    public void It_names_facts_that_were_taken_out_of_order() =>
        Names("once each and in order", found => found with { Followed = [.. found.Followed.Select(one => one with { Taken = [one.Taken[1], one.Taken[0], .. one.Taken.Skip(2)] })] });

    [Fact]
    public void It_names_a_follower_that_lags_behind() =>
        Names("whose head is", found => found with { Followed = [.. found.Followed.Select(one => one with { Position = one.Position - 1 })] });

    [Fact]
    public void It_names_a_fact_that_was_kept_otherwise() =>
        Names("verbatim", found => found with { Kept = [found.Kept[0] with { Data = "00" }, .. found.Kept.Skip(1)] });

    [Fact]
    public void It_names_an_effect_that_came_twice() =>
        Names("open, open, planned", found => found with { Steps = [found.Steps.First(step => step is { ObjectType: "case", To: "open" }), .. found.Steps] });

    [Fact]
    public void It_names_a_parked_fact() => Names("parked", found => found with { Parked = ["metrics: referrals 7"] });

    private void Names(string what, Func<Snapshot, Snapshot> damage) =>
        Checker.Find(damage(run.Found), run.Journeys, run.Writes).ShouldContain(finding => finding.Contains(what, StringComparison.Ordinal));
}
