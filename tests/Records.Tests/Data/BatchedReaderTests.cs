using Shouldly;
using Xunit;

namespace Tyokyky.Records.Tests.Data;

public sealed class SharedReadTests : IDisposable
{
    private readonly List<int[]> trips = [];
    private readonly SemaphoreSlim begun = new(0);
    private readonly SemaphoreSlim mayEnd = new(0);
    private readonly BatchedReader<int, string> reads;

    public SharedReadTests() => reads = new(async (keys, cancel) =>
    {
        trips.Add(keys);
        begun.Release();
        await mayEnd.WaitAsync(cancel);
        return keys.Any(key => key < -9) ? throw new TimeoutException() : keys.Any(key => key < 0) ? throw new InvalidOperationException("broken") : keys.Where(key => key < 100).ToDictionary(key => key, key => $"found {key}");
    });

    public void Dispose()
    {
        begun.Dispose();
        mayEnd.Dispose();
    }

    [Fact]
    public async Task Calls_that_come_during_a_round_trip_share_the_next_one()
    {
        var first = reads.FindAsync(1, CancellationToken.None);
        await begun.WaitAsync(TestContext.Current.CancellationToken);
        var others = Enumerable.Range(0, 4).Select(i => reads.FindAsync(i == 3 ? 100 : 2 + (i % 2), CancellationToken.None)).ToArray();
        mayEnd.Release(2);

        (await first).ShouldBe("found 1");
        string.Join(", ", await Task.WhenAll(others)).ShouldBe("found 2, found 3, found 2, ");
        string.Join(" | ", trips.Select(keys => string.Join(',', keys))).ShouldBe("1 | 2,3,100");
    }

    [Fact]
    public async Task Nobody_is_answered_from_a_round_trip_that_began_before_the_call()
    {
        var before = reads.FindAsync(1, CancellationToken.None);
        await begun.WaitAsync(TestContext.Current.CancellationToken);
        var after = reads.FindAsync(1, CancellationToken.None);
        mayEnd.Release(2);

        await Task.WhenAll(before, after);
        trips.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_failure_reaches_those_who_shared_it_and_nobody_after()
    {
        mayEnd.Release(2);

        await Should.ThrowAsync<InvalidOperationException>(() => reads.FindAsync(-1, CancellationToken.None));
        (await reads.FindAsync(1, CancellationToken.None)).ShouldBe("found 1");
    }

    [Fact]
    public async Task One_key_that_fails_fails_for_nobody_else()
    {
        var first = reads.FindAsync(1, CancellationToken.None);
        await begun.WaitAsync(TestContext.Current.CancellationToken);
        Task<string?>[] broken = [.. new[] { -1, -2, -3 }.Select(key => reads.FindAsync(key, CancellationToken.None))];
        var other = reads.FindAsync(2, CancellationToken.None);
        mayEnd.Release(6);

        await first;
        foreach (var one in broken) { await Should.ThrowAsync<InvalidOperationException>(() => one); }
        (await other).ShouldBe("found 2");
    }

    [Fact]
    public async Task While_the_database_is_away_nobody_waits_for_others_to_find_that_out()
    {
        var first = reads.FindAsync(1, CancellationToken.None);
        await begun.WaitAsync(TestContext.Current.CancellationToken);
        var others = new[] { -10, 2, 3 }.Select(key => reads.FindAsync(key, CancellationToken.None)).ToArray();
        mayEnd.Release(2);

        await first;
        foreach (var one in others) { await Should.ThrowAsync<TimeoutException>(() => one); }
        trips.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_gives_up_waits_no_longer()
    {
        using var gone = new CancellationTokenSource();
        var asked = reads.FindAsync(1, gone.Token);
        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asked);
        mayEnd.Release();
    }
}
