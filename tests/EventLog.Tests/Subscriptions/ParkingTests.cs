using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Operations.V1;
using Tyokyky.EventLog.Tests.Sample;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.EventLog.Tests.Subscriptions;

public sealed class ParkingTests : IAsyncLifetime
{
    private readonly Pair pair = new();

    public async ValueTask InitializeAsync()
    {
        await pair.InitializeAsync();
        await pair.StartSubscriberAsync(("EventLog:MaxParkedKeys", "4"));
    }

    public ValueTask DisposeAsync() => pair.DisposeAsync();

    [Fact]
    public async Task A_poison_fact_parks_its_key_and_no_other_and_is_retried_in_order()
    {
        var poisoned = true;
        pair.Subscriber.Wishes.Before = fact =>
        {
            if (poisoned && Key(fact) == "ill" && fact.Message is Contracts.Events.V1.PermissionGranted { PermissionId: "2" }) { throw new InvalidOperationException("poison"); }
        };
        for (var number = 1; number <= 4; number++)
        {
            await pair.Source!.RecordAsync("ill", number);
            await pair.Source!.RecordAsync("well", number);
        }

        await pair.CatchUpAsync();
        (await NumbersAsync("well")).ShouldBe(["1", "2", "3", "4"]);
        (await NumbersAsync("ill")).ShouldBe(["1"]);
        // What the projection made of the parked facts did not remain either.
        (await pair.Database.ScalarAsync<long>("SELECT count FROM tally WHERE key = 'ill'")).ShouldBe(1);

        var listed = await pair.Subscriber.Operations.ListParkedFactsAsync(new() { Source = "alpha" });
        listed.ParkedFacts.Select(fact => fact.State).ShouldBe([ParkedState.Failed, ParkedState.Waiting, ParkedState.Waiting]);
        listed.ParkedFacts[0].Error.ShouldBe("LeaveEffect: InvalidOperationException");

        poisoned = false;
        await Eventually.Holds(async () => (await NumbersAsync("ill")).Count == 4, "the loop itself retries");
        (await NumbersAsync("ill")).ShouldBe(["1", "2", "3", "4"]);
        await pair.ExpectAllOnceAndInOrderAsync();
    }

    [Fact]
    public async Task A_fact_that_fails_in_the_database_parks_alone()
    {
        await pair.Source!.RecordAsync("a", 1);
        await pair.Source!.RecordAsync("b", 1, "sql-error");
        await pair.Source!.RecordAsync("c", 1);

        await pair.CatchUpAsync();
        (await pair.Database.EffectsAsync()).Select(effect => effect.Key).ShouldBe(["a", "c"]);
        (await pair.Subscriber.Operations.ListParkedFactsAsync(new())).ParkedFacts.ShouldHaveSingleItem().Error.ShouldStartWith("LeaveEffect: database error 23502");
    }

    [Fact]
    public async Task A_fact_whose_bytes_can_t_be_read_parks_alone()
    {
        await pair.Source!.RecordAsync("a", 1);
        await pair.SourceDatabase.ExecuteAsync("""
            INSERT INTO event_log (event_id, type, order_keys, occurred_at, recorded_at, traceparent, data)
            VALUES (gen_random_uuid(), 'tyokyky.events.v1.PermissionGranted', ARRAY['b'], now(), now(), '', '\xffff')
            """);
        await pair.Source!.RecordAsync("c", 1);

        await pair.CatchUpAsync();
        (await pair.Database.EffectsAsync()).Select(effect => effect.Key).ShouldBe(["a", "c"], ignoreOrder: true);
        (await pair.Subscriber.Operations.ListParkedFactsAsync(new())).ParkedFacts.ShouldHaveSingleItem().Error.ShouldEndWith("InvalidProtocolBufferException");
    }

    [Fact]
    public async Task However_many_wait_behind_a_fact_those_of_other_keys_come_to_their_turn()
    {
        var ill = new HashSet<string> { "ill", "mended" };
        pair.Subscriber.Wishes.Before = fact =>
        {
            if (ill.Contains(Key(fact))) { throw new InvalidOperationException("poison"); }
        };
        await pair.Source!.RecordAsync("ill", 1);
        await pair.CatchUpAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            for (var number = 2; number <= 75; number++) { await pair.Source!.RecordAsync("ill", number); }
        }));
        await pair.Source!.RecordAsync("mended", 1);
        await pair.CatchUpAsync();

        ill.Remove("mended");
        await Eventually.Holds(async () => (await NumbersAsync("mended")).Count == 1, "the loop itself comes to it");
        (await NumbersAsync("ill")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_skipped_fact_lets_those_behind_it_go_on_and_stays_listed()
    {
        pair.Subscriber.Wishes.Before = fact =>
        {
            if (fact.Message is Contracts.Events.V1.PermissionGranted { PermissionId: "1" }) { throw new InvalidOperationException("poison"); }
        };
        await pair.Source!.RecordAsync("ill", 1);
        await pair.Source!.RecordAsync("ill", 2);
        await pair.CatchUpAsync();

        var operations = pair.Subscriber.Operations;
        var parked = (await operations.ListParkedFactsAsync(new())).ParkedFacts;
        await operations.SkipParkedFactAsync(Skip(parked[1])).ShouldFail(StatusCode.FailedPrecondition, "PARKED_BEHIND_ANOTHER");
        await operations.SkipParkedFactAsync(Skip(parked[0], reason: "")).ShouldFail(StatusCode.InvalidArgument, "FIELD_REQUIRED");
        var wrong = Skip(parked[0]);
        wrong.EventId = Guid.NewGuid().ToString();
        await operations.SkipParkedFactAsync(wrong).ShouldFail(StatusCode.NotFound, "PARKED_FACT_NOT_FOUND");

        (await operations.SkipParkedFactAsync(Skip(parked[0]))).ParkedFact.State.ShouldBe(ParkedState.Skipped);
        await Eventually.Holds(async () => (await NumbersAsync("ill")).SequenceEqual(["2"]), "what was behind it takes effect");

        (await operations.ListParkedFactsAsync(new() { Skipped = true })).ParkedFacts.ShouldHaveSingleItem().SkipReason.ShouldBe("of no use");
        var action = (await operations.ListOperatorActionsAsync(new())).Actions.ShouldHaveSingleItem();
        (action.Action, action.Operator, action.Reason).ShouldBe(("SkipParkedFact", "test-operator", "of no use"));
    }

    [Fact]
    public async Task Too_many_parked_keys_halt_the_source_until_they_are_retried()
    {
        var poisoned = true;
        pair.Subscriber.Wishes.Before = fact =>
        {
            if (poisoned && Key(fact).StartsWith("ill", StringComparison.Ordinal)) { throw new InvalidOperationException("poison"); }
        };
        for (var key = 1; key <= 6; key++)
        {
            await pair.Source!.RecordAsync($"ill-{key}", 1);
            await pair.CatchUpOrHaltAsync();
        }

        await Eventually.Holds(() => Task.FromResult(pair.Subscriber.View("alpha").Doing == Doing.TooManyParked), "it halts");
        await pair.Source!.RecordAsync("well", 1);
        // The machine's time: what is halted gives no sign that it left something alone.
        await Task.Delay(500);
        (await NumbersAsync("well")).ShouldBeEmpty();
        var status = await pair.Subscriber.Operations.GetStatusAsync(new());
        status.Subscriptions.ShouldHaveSingleItem().State.ShouldBe(SubscriptionState.TooManyParked);
        status.Health.Single(entry => entry.Name == "subscriptions").Description.ShouldContain("./run ops beta retry-parked");

        poisoned = false;
        var retried = await pair.Subscriber.Operations.RetryParkedFactsAsync(new() { Source = "alpha", Reason = "the cause is mended" });
        retried.ParkedCount.ShouldBe(0);
        await pair.CatchUpAsync();
        await pair.ExpectAllOnceAndInOrderAsync();
    }

    [Fact]
    public async Task Retrying_one_key_leaves_the_others()
    {
        var ill = new HashSet<string> { "x", "y" };
        pair.Subscriber.Wishes.Before = fact =>
        {
            if (ill.Contains(Key(fact))) { throw new InvalidOperationException("poison"); }
        };
        await pair.Source!.RecordAsync("x", 1);
        await pair.Source!.RecordAsync("y", 1);
        await pair.CatchUpAsync();

        var operations = pair.Subscriber.Operations;
        (await operations.RetryParkedFactsAsync(new() { OrderKey = "x", Reason = "try" })).ShouldBe(new RetryParkedFactsResponse { ParkedCount = 1 });
        await operations.RetryParkedFactsAsync(new() { OrderKey = "z", Reason = "try" }).ShouldFail(StatusCode.NotFound, "PARKED_FACT_NOT_FOUND");
        await operations.RetryParkedFactsAsync(new() { Source = "gamma", Reason = "try" }).ShouldFail(StatusCode.NotFound, "UNKNOWN_SOURCE");
        await operations.RetryParkedFactsAsync(new()).ShouldFail(StatusCode.InvalidArgument, "FIELD_REQUIRED");
        await new OperationsService.OperationsServiceClient(pair.Subscriber.As(Role.Coordinator)).GetStatusAsync(new()).ShouldFail(StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED");
    }

    private static string Key(AnyFact fact) => fact.OrderKeys[0];

    private static SkipParkedFactRequest Skip(ParkedFact fact, string reason = "of no use") =>
        new() { Source = fact.Source, Position = fact.Position, EventId = fact.EventId, Reason = reason };

    private async Task<IReadOnlyList<string>> NumbersAsync(string key) => [.. (await pair.Database.EffectsAsync()).Where(effect => effect.Key == key).Select(effect => effect.Number)];
}
