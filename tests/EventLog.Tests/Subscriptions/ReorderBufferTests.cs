using Shouldly;
using Xunit;

namespace Tyokyky.EventLog.Tests.Subscriptions;

public sealed class ReorderBufferTests
{
    private static readonly Guid[] ids = [Guid.Empty, .. Enumerable.Range(1, 100).Select(_ => Guid.NewGuid())];

    [Fact]
    public void Whatever_the_order_and_however_often_facts_come_they_leave_once_and_in_order()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var arrivals = Enumerable.Range(1, 60).SelectMany(position => Enumerable.Repeat(position, random.Next(1, 4))).ToArray();
            random.Shuffle(arrivals);
            var buffer = new ReorderBuffer(100);
            var cursor = Cursor.Start;
            var left = new List<long>();
            foreach (var position in arrivals)
            {
                buffer.Offer(Arrival(position));
                Take(random.Next(1, 20));
            }

            while (buffer.Ahead(cursor) is not null) { Take(7); }
            left.ShouldBe(Enumerable.Range(1, 60).Select(position => (long)position));

            void Take(int most)
            {
                foreach (var fact in buffer.Follow(cursor, most))
                {
                    left.Add(fact.Position);
                    cursor = fact.Cursor;
                }
            }
        }
    }

    [Fact]
    public void A_missing_fact_is_a_gap_until_it_comes()
    {
        var buffer = new ReorderBuffer(10);
        buffer.Offer(Arrival(3));
        buffer.HasGap(At(1)).ShouldBeTrue();
        buffer.Follow(At(1), 10).ShouldBeEmpty();

        buffer.Offer(Arrival(2));
        buffer.HasGap(At(1)).ShouldBeFalse();
        buffer.Follow(At(1), 10).Count.ShouldBe(2);
    }

    [Fact]
    public void A_fact_that_follows_another_log_is_a_gap()
    {
        var buffer = new ReorderBuffer(10);
        buffer.Offer(new Arrival(Arrival(2).Fact, Guid.NewGuid()));

        buffer.HasGap(At(1)).ShouldBeTrue();
        buffer.Follow(At(1), 10).ShouldBeEmpty();
    }

    [Fact]
    public void When_full_the_farthest_goes()
    {
        var buffer = new ReorderBuffer(3);
        foreach (var position in new[] { 4, 5, 3, 2 }) { buffer.Offer(Arrival(position)); }

        buffer.Follow(At(1), 10).Select(fact => fact.Position).ShouldBe([2L, 3, 4]);
    }

    [Fact]
    public void What_is_behind_the_cursor_is_dropped()
    {
        var buffer = new ReorderBuffer(10);
        buffer.Offer(Arrival(1));
        buffer.Offer(Arrival(2));

        buffer.HasGap(At(2)).ShouldBeFalse();
        buffer.Ahead(At(2)).ShouldBeNull();
    }

    private static Cursor At(int position) => new(position, ids[position]);

    private static Arrival Arrival(int position) => new(
        new AnyFact
        {
            Source = "alpha",
            Position = position,
            EventId = ids[position],
            Type = "t",
            OrderKeys = ["k"],
            OccurredAt = default,
            RecordedAt = default,
            Traceparent = "",
            Data = [],
        },
        ids[position - 1]);
}
