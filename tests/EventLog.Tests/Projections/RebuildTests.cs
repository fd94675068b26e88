using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Operations.V1;
using Tyokyky.EventLog.Tests.Sample;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.EventLog.Tests.Projections;

public sealed class RebuildTests : IAsyncLifetime
{
    private readonly Pair pair = new();

    private OperationsService.OperationsServiceClient Operations => pair.Subscriber.Operations;

    public async ValueTask InitializeAsync() => await pair.InitializeAsync();

    public ValueTask DisposeAsync() => pair.DisposeAsync();

    [Fact]
    public async Task A_rebuild_equals_the_live_projection_even_while_facts_come_and_one_is_parked()
    {
        await pair.StartSubscriberAsync();
        var ill = true;
        pair.Subscriber.Wishes.Before = fact =>
        {
            if (ill && fact.OrderKeys[0] == "ill") { throw new InvalidOperationException("poison"); }
        };
        await pair.Source!.RecordAsync("ill", 1);
        await pair.RecordAsync(5, 120);
        await pair.CatchUpAsync();

        var recording = pair.RecordAsync(4, 80);
        var verified = await Operations.VerifyProjectionAsync(new() { Projection = "tally" });
        (verified.Done, verified.Equal).ShouldBe((true, true), verified.ToString());
        (await Operations.RebuildProjectionAsync(new() { Projection = "tally", Reason = "to see" })).Projection.State.ShouldBe(ProjectionState.Live);
        ill = false;
        await recording;
        await pair.CatchUpAsync();
        await Eventually.Holds(async () => await pair.Database.ScalarAsync<long>("SELECT count(*) FROM parked_fact") == 0, "the parked fact takes effect");

        verified = await Operations.VerifyProjectionAsync(new() { Projection = "tally" });
        (verified.Done, verified.Equal, verified.LiveRows, verified.ReplayedFacts).ShouldBe((true, true, 10, 921), verified.ToString());
        await pair.ExpectAllOnceAndInOrderAsync();
    }

    [Fact]
    public async Task A_projection_that_came_later_is_rebuilt_by_itself_and_nothing_is_current_before()
    {
        await pair.StartSubscriberAsync();
        await pair.RecordAsync(3, 10);
        await pair.CatchUpAsync();
        await pair.StopSubscriberAsync();
        // As a migration would: the table is new, and so is its line.
        await pair.Database.ExecuteAsync("DELETE FROM tally; DELETE FROM projection_table; INSERT INTO projection_table (projection, table_name) VALUES ('tally', 'tally')");
        (await pair.Database.ScalarAsync<bool>("SELECT replay FROM projection_table")).ShouldBeTrue();

        await pair.StartSubscriberAsync();
        await Eventually.Holds(() => Task.FromResult(pair.Subscriber.Get<ISourceCurrency>().CurrentAt("alpha") is not null), "it is current");

        (await pair.Database.ScalarAsync<long>("SELECT sum(count)::bigint FROM tally")).ShouldBe(30);
        (await pair.Database.ScalarAsync<bool>("SELECT replay FROM projection_table")).ShouldBeFalse();
        (await Operations.VerifyProjectionAsync(new() { Projection = "tally" })).Equal.ShouldBeTrue();
    }

    [Fact]
    public async Task A_rebuilt_table_s_indexes_bear_the_names_that_they_had()
    {
        await pair.StartSubscriberAsync();
        await pair.Database.ExecuteAsync("CREATE INDEX the_last ON tally (last); CREATE INDEX tally_last_idx ON tally (count); CREATE UNIQUE INDEX once ON tally (key, last) WHERE count > 0");
        await pair.RecordAsync(3, 10);
        await pair.CatchUpAsync();
        const string Indexes = "SELECT string_agg(indexdef, '; ' ORDER BY indexname) FROM pg_indexes WHERE tablename = 'tally'";
        var before = await pair.Database.ScalarAsync<string>(Indexes);

        await Operations.RebuildProjectionAsync(new() { Projection = "tally", Reason = "to see" });
        await Operations.RebuildProjectionAsync(new() { Projection = "tally", Reason = "to see" });

        (await pair.Database.ScalarAsync<string>(Indexes)).ShouldBe(before);
        before.ShouldContain("the_last");
    }

    [Fact]
    public async Task A_projection_that_went_wrong_is_found_and_mended()
    {
        await pair.StartSubscriberAsync();
        await pair.RecordAsync(3, 10);
        await pair.CatchUpAsync();
        await pair.Database.ExecuteAsync("UPDATE tally SET count = 99 WHERE key = 'client-1'; DELETE FROM tally WHERE key = 'client-2'");

        var verified = await Operations.VerifyProjectionAsync(new() { Projection = "tally" });
        (verified.Equal, verified.ReplayedFacts).ShouldBe((false, 30));
        verified.Differences.ShouldHaveSingleItem().ShouldBe(new ProjectionDifference { Table = "tally", OnlyLive = 1, OnlyRebuilt = 2 });

        await Operations.RebuildProjectionAsync(new() { Projection = "tally", Reason = "it was wrong" });
        (await pair.Database.ScalarAsync<long>("SELECT sum(count)::bigint FROM tally")).ShouldBe(30);
        (await Operations.VerifyProjectionAsync(new() { Projection = "tally" })).Equal.ShouldBeTrue();
        // The new table serves as the old one did.
        await pair.RecordAsync(2, 5);
        await pair.CatchUpAsync();
        (await pair.Database.ScalarAsync<long>("SELECT sum(count)::bigint FROM tally")).ShouldBe(40);
        var status = (await Operations.GetStatusAsync(new())).Projections.ShouldHaveSingleItem();
        (status.State, status.Sources.Single()).ShouldBe((ProjectionState.Live, "alpha"));
        status.RebuiltAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Facts_kept_verbatim_rebuild_without_the_source()
    {
        pair.Keeps = true;
        await pair.StartSubscriberAsync();
        await pair.RecordAsync(3, 30);
        await pair.CatchUpAsync();
        await pair.StopSourceAsync();
        await pair.Database.ExecuteAsync("DELETE FROM tally");

        await Operations.RebuildProjectionAsync(new() { Projection = "tally", Reason = "it was lost" });
        (await pair.Database.ScalarAsync<long>("SELECT sum(count)::bigint FROM tally")).ShouldBe(90);
        (await pair.Database.ScalarAsync<long>("SELECT count(*) FROM kept_fact")).ShouldBe(90);
    }

    [Fact]
    public async Task Without_its_source_a_rebuild_fails_and_the_live_one_stays()
    {
        await pair.StartSubscriberAsync();
        await pair.RecordAsync(1, 10);
        await pair.CatchUpAsync();
        await pair.StopSourceAsync();

        await Operations.RebuildProjectionAsync(new() { Projection = "tally", Reason = "to see" }).ShouldFail(StatusCode.Unavailable, "SOURCE_UNAVAILABLE");
        (await pair.Database.ScalarAsync<long>("SELECT sum(count)::bigint FROM tally")).ShouldBe(10);
        (await Operations.GetStatusAsync(new())).Projections.ShouldHaveSingleItem().State.ShouldBe(ProjectionState.Failed);
        var unknown = await Operations.VerifyProjectionAsync(new() { Projection = "other" }).ShouldFail(StatusCode.NotFound, "UNKNOWN_PROJECTION");
        unknown.Exception.Status.Detail.ShouldContain("there are: tally");
    }
}
