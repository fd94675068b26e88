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
