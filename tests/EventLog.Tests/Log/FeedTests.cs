using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.EventLog.Tests.Sample;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.EventLog.Tests.Log;

public sealed class FeedTests(FeedTests.Source source) : IClassFixture<FeedTests.Source>
{
    public sealed class Source : Pair
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await RecordAsync(1, 25);
            await HeadAsync();
        }
    }

    private EventFeedService.EventFeedServiceClient Feed => source.Source!.Feed;

    [Fact]
    public async Task Readers_and_the_log_s_own_work_wait_for_no_connection_of_each_other_s()
    {
        await using var database = await Node.DatabaseAsync("alpha");
        await using var node = await Node.StartAsync(database);
        await node.RecordAsync("client", 1);
        await Eventually.Holds(async () => (await node.Feed.ListFactsAsync(new ListFactsRequest())).Facts.Count == 1, "the fact is numbered");
        var calls = new List<Npgsql.NpgsqlConnection>();
        for (var i = 0; i < 12; i++) { calls.Add(await node.Get<Npgsql.NpgsqlDataSource>().OpenConnectionAsync()); }

        await database.ExecuteAsync("""
            INSERT INTO event_log (event_id, type, order_keys, occurred_at, recorded_at, traceparent, data)
            VALUES (gen_random_uuid(), 'tyokyky.events.v1.PermissionGranted', ARRAY['b'], now(), now(), '', '')
            """);
        await Eventually.Holds(async () => await database.ScalarAsync<long>("SELECT position FROM event_log_head") == 2, "it is numbered while calls have every connection of theirs");

        foreach (var call in calls) { await call.DisposeAsync(); }
        (await node.Feed.ListFactsAsync(new ListFactsRequest())).Facts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gaps_to_the_head()
    {
        var cursor = new FactCursor();
        var positions = new List<long>();
        while (true)
        {
            var page = await Feed.ListFactsAsync(new() { After = cursor, PageSize = 10 });
            (page.Head.Position, page.FirstPosition).ShouldBe((25, 1));
            if (page.Facts.Count == 0) { break; }
            positions.AddRange(page.Facts.Select(fact => fact.Position));
            cursor = new FactCursor { Position = page.Facts[^1].Position, EventId = page.Facts[^1].EventId };
        }

        positions.ShouldBe(Enumerable.Range(1, 25).Select(position => (long)position));
    }

    [Fact]
    public async Task A_fact_is_told_whole()
    {
        var fact = (await Feed.ListFactsAsync(new() { PageSize = 1 })).Facts.ShouldHaveSingleItem();

        (fact.Source, fact.Type, fact.OrderKeys.Single()).ShouldBe(("alpha", "tyokyky.events.v1.PermissionGranted", "client-1"));
        PermissionGranted.Parser.ParseFrom(fact.Data).PermissionId.ShouldBe("1");
        Guid.Parse(fact.EventId).Version.ShouldBe(7);
        fact.RecordedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_unknown_cursor_is_told_that_the_log_diverged()
    {
        var refusal = await Feed.ListFactsAsync(new() { After = new() { Position = 7, EventId = Guid.NewGuid().ToString() } }).ShouldFail(StatusCode.FailedPrecondition, "LOG_DIVERGED");
        (refusal.Metadata["head_position"], refusal.Metadata["first_position"]).ShouldBe(("25", "1"));
        await Feed.ListFactsAsync(new() { After = new() { Position = 25, EventId = Guid.NewGuid().ToString() } }).ShouldFail(StatusCode.FailedPrecondition, "LOG_DIVERGED");
        await Feed.ListFactsAsync(new() { After = new() { Position = 26, EventId = Guid.NewGuid().ToString() } }).ShouldFail(StatusCode.FailedPrecondition, "LOG_DIVERGED");
    }

    [Theory]
    [InlineData(0, "0190a0c2-7c3e-7d2b-9a44-3f5c5b1b9c11", 0, "FIELD_INVALID")]
    [InlineData(3, "", 0, "FIELD_INVALID")]
    [InlineData(3, "x", 0, "FIELD_INVALID")]
    [InlineData(-1, "0190a0c2-7c3e-7d2b-9a44-3f5c5b1b9c11", 0, "FIELD_INVALID")]
    [InlineData(0, "", -1, "PAGE_SIZE_NEGATIVE")]
    public async Task A_wrong_request_is_refused(long position, string eventId, int size, string reason) =>
        await Feed.ListFactsAsync(new() { After = new() { Position = position, EventId = eventId }, PageSize = size }).ShouldFail(StatusCode.InvalidArgument, reason);

    [Fact]
    public async Task Services_alone_may_read_it()
    {
        foreach (var role in Roles.All.Where(role => role != Role.Service))
        {
            await new EventFeedService.EventFeedServiceClient(source.Source!.As(role)).ListFactsAsync(new()).ShouldFail(StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED");
        }
    }
}
