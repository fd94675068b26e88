using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Operations.V1;
using Tyokyky.EventLog.Tests.Sample;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.EventLog.Tests.Subscriptions;

/// <summary>A source that was restored to an earlier day, reset, or has forgotten too much.</summary>
public sealed class DivergenceTests : IAsyncLifetime
{
    private readonly Pair pair = new();

    public async ValueTask InitializeAsync()
    {
        await pair.InitializeAsync();
        await pair.StartSubscriberAsync();
    }

    public ValueTask DisposeAsync() => pair.DisposeAsync();

    [Fact]
    public async Task A_restored_source_halts_its_subscribers_until_an_operator_decides()
    {
        await pair.RecordAsync(2, 30);
        await pair.CatchUpAsync();
        await RestoreAsync(to: 41);

        await HaltsAsync(Doing.Diverged);
        await pair.RecordAsync(1, 40);
        // The machine's time: what is halted gives no sign that it left something alone.
        await Task.Delay(300);
        (await pair.Database.EffectsAsync()).Count.ShouldBe(60);
        var status = await pair.Subscriber.Operations.GetStatusAsync(new());
        var halted = status.Subscriptions.ShouldHaveSingleItem();
        (halted.State, halted.Position, halted.SourceHeadPosition).ShouldBe((SubscriptionState.Diverged, 60, 41));
        var entry = status.Health.Single(entry => entry.Name == "subscriptions");
        entry.Status.ShouldBe(HealthStatus.Degraded);
        entry.Description.ShouldContain("`./run ops beta resolve-divergence --source alpha --resolution last-common --reason \"…\"`");

        var resolved = await ResolveAsync(DivergenceResolution.LastCommon);
        (resolved.PreviousPosition, resolved.Position).ShouldBe((60, 41));
        await pair.CatchUpAsync();

        // The new facts took effect; what the source has forgotten keeps the effect that it had.
        var effects = await pair.Database.EffectsAsync();
        effects.Count.ShouldBe(60 + 40);
        effects.Skip(60).Select(effect => effect.Position).ShouldBe(Enumerable.Range(42, 40).Select(position => (long)position));
        // The projection follows the source as it is now.
        await Eventually.Holds(async () => await pair.Database.ScalarAsync<long>("SELECT sum(count)::bigint FROM tally") == 81, "the projection is rebuilt");
        await ResolveAsync(DivergenceResolution.Head).ShouldFail(StatusCode.FailedPrecondition, "NOT_HALTED");
    }

    [Fact]
    public async Task A_source_that_was_reset_is_followed_from_its_new_beginning()
    {
        await pair.RecordAsync(1, 10);
        await pair.CatchUpAsync();
        await RestoreAsync(to: 0);
        await pair.RecordAsync(1, 25);
        await HaltsAsync(Doing.Diverged);

        (await ResolveAsync(DivergenceResolution.LastCommon)).Position.ShouldBe(0);
        await pair.CatchUpAsync();
        (await pair.Database.EffectsAsync()).Count.ShouldBe(35);
    }

    [Fact]
    public async Task A_diverged_source_can_be_followed_from_its_head()
    {
        await pair.RecordAsync(1, 10);
        await pair.CatchUpAsync();
        await RestoreAsync(to: 5);
        await pair.RecordAsync(1, 3);
        await HaltsAsync(Doing.Diverged);

        (await ResolveAsync(DivergenceResolution.Head)).Position.ShouldBe(8);
        await pair.RecordAsync(1, 4);
        await pair.CatchUpAsync();
        (await pair.Database.EffectsAsync()).Count.ShouldBe(14);
    }

    [Fact]
    public async Task Facts_that_are_gone_before_they_were_read_halt_the_subscriber()
    {
        await pair.RecordAsync(1, 10);
        await pair.CatchUpAsync();
        await pair.StopSubscriberAsync();
        await pair.RecordAsync(1, 20);
        await pair.HeadAsync();
        await pair.SourceDatabase.ExecuteAsync("DELETE FROM event_log WHERE position <= 15");

        await pair.StartSubscriberAsync();
        await HaltsAsync(Doing.Expired);
        (await ResolveAsync(DivergenceResolution.FirstAvailable)).Position.ShouldBe(15);
        await pair.CatchUpAsync();
        pair.Subscriber.View("alpha").Doing.ShouldBe(Doing.Running);
        (await pair.Database.EffectsAsync()).Count.ShouldBe(10 + 15);
    }

    [Fact]
    public async Task What_retention_removed_after_it_was_read_is_not_missed()
    {
        await pair.RecordAsync(1, 10);
        await pair.CatchUpAsync();
        await pair.SourceDatabase.ExecuteAsync("DELETE FROM event_log WHERE position <= 10");
        await pair.RecordAsync(1, 5);

        await pair.CatchUpAsync();
        (await pair.Database.EffectsAsync()).Count.ShouldBe(15);
    }

    [Fact]
    public async Task A_source_restored_to_before_what_retention_removed_is_noticed_too()
    {
        await pair.RecordAsync(1, 10);
        await pair.CatchUpAsync();
        await pair.StopSubscriberAsync();
        await RestoreAsync(to: 5);
        await pair.RecordAsync(1, 15);
        await pair.HeadAsync();
        await pair.SourceDatabase.ExecuteAsync("DELETE FROM event_log WHERE position <= 10");

        await pair.StartSubscriberAsync();
        await HaltsAsync(Doing.Diverged);
        (await pair.Database.EffectsAsync()).Count.ShouldBe(10);
    }

    // As a restored backup leaves it: later facts are gone, and their positions are given again.
    private async Task RestoreAsync(long to)
    {
        await pair.SourceDatabase.ExecuteAsync($"""
            BEGIN;
            DELETE FROM event_log WHERE position > {to};
            UPDATE event_log_head SET position = {to}, event_id = (SELECT event_id FROM event_log WHERE position = {to});
            UPDATE event_log_mark SET position = least(position, {to});
            COMMIT;
            """);
    }

    private Task HaltsAsync(Doing why) => Eventually.Holds(() => Task.FromResult(pair.Subscriber.View("alpha").Doing == why), $"it halts: {why}");

    private async Task<ResolveDivergenceResponse> ResolveAsync(DivergenceResolution resolution) =>
        await pair.Subscriber.Operations.ResolveDivergenceAsync(new() { Source = "alpha", Resolution = resolution, Reason = "restored on purpose" });
}
