using CsCheck;
using Shouldly;
using Xunit;

namespace Tyokyky.EventLog.Tests.Subscriptions;

public sealed class ReorderBufferTests
{
    private static readonly Guid[] ids = [Guid.Empty, .. Enumerable.Range(1, 100).Select(_ => Guid.NewGuid())];

    // So many copies of each fact, in any order, each followed by taking at most so many.
    private static readonly Gen<(int Position, int Most)[]> arrivals =
        Gen.Int[1, 3].Array[1, 60].SelectMany(copies =>
        {
            int[] positions = [.. copies.SelectMany((count, at) => Enumerable.Repeat(at + 1, count))];
            return Gen.Select(Gen.Shuffle(positions), Gen.Int[1, 20].Array[positions.Length], (shuffled, mosts) => shuffled.Zip(mosts).ToArray());
        });

    [Fact]
    public void Whatever_the_order_and_however_often_facts_come_they_leave_once_and_in_order() =>
        arrivals.Sample(
            arriving =>
            {
                var buffer = new ReorderBuffer(100);
                var (left, cursor) = (new List<long>(), Cursor.Start);
                foreach (var (position, most) in arriving)
                {
                    buffer.Offer(Arrival(position));
                    Take(most);
                }

                while (buffer.Ahead(cursor) is not null) { Take(7); }
                return left.SequenceEqual(Enumerable.Range(1, arriving.Max(one => one.Position)).Select(position => (long)position));

                void Take(int most)
                {
                    foreach (var fact in buffer.Follow(cursor, most))
                    {
                        left.Add(fact.Position);
                        cursor = fact.Cursor;
                    }
                }
            },
            iter: 400);

    [Fact]
    public void However_small_it_is_what_it_lets_go_is_farther_than_what_it_keeps() =>
        Gen.Select(Gen.Int[1, 8], Gen.Int[2, 100].Array[1, 60]).Sample(
            (capacity, positions) =>
            {
                var buffer = new ReorderBuffer(capacity);
                foreach (var position in positions) { buffer.Offer(Arrival(position)); }
                var nearest = positions.Distinct().Order().Take(capacity).ToArray();
                return buffer.Ahead(Cursor.Start) is var (first, farthest) && first.Position == nearest[0] && farthest.Position == nearest[^1];
            },
            iter: 400);

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
