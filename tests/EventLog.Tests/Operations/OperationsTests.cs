using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Operations.V1;
using Tyokyky.EventLog.Tests.Sample;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.EventLog.Tests.Operations;

public sealed class OperationsTests(OperationsTests.Running pair) : IClassFixture<OperationsTests.Running>
{
    public sealed class Running : Pair
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await StartSubscriberAsync();
            await RecordAsync(1, 5);
            await CatchUpAsync();
        }
    }

    [Fact]
    public async Task Status_tells_the_log_the_subscriptions_and_what_ails()
    {
        var source = await pair.Source!.Operations.GetStatusAsync(new());
        (source.Service, source.Log.HeadPosition, source.Log.PublishedPosition, source.Log.UnpublishedCount, source.Log.BrokerConnected).ShouldBe(("alpha", 5, 0, 5, false));
        source.Log.OldestUnpublishedAt.ShouldNotBeNull();
        source.Schema.Select(component => component.Component).ShouldBe(["alpha", "eventlog", "records"]);
        source.Health.Single(entry => entry.Name == "broker").Status.ShouldBe(HealthStatus.Degraded);
        source.Health.Single(entry => entry.Name == "database").Status.ShouldBe(HealthStatus.Healthy);

        var subscriber = (await pair.Subscriber.Operations.GetStatusAsync(new())).Subscriptions.ShouldHaveSingleItem();
        (subscriber.Source, subscriber.State, subscriber.Position, subscriber.LagFacts).ShouldBe(("alpha", SubscriptionState.Running, 5, 0));
    }

    [Fact]
    public async Task Operators_alone_may_operate()
    {
        foreach (var role in Roles.All.Where(role => role != Role.Operator))
        {
            await new OperationsService.OperationsServiceClient(pair.Source!.As(role)).GetStatusAsync(new()).ShouldFail(StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED");
        }
    }

    [Fact]
    public async Task A_log_level_is_set_and_the_act_is_kept()
    {
        var operations = pair.Source!.Operations;
        await operations.SetLogLevelAsync(new() { Category = "Tyokyky.EventLog", Reason = "to see" }).ShouldFail(StatusCode.InvalidArgument, "FIELD_REQUIRED");
        (await operations.SetLogLevelAsync(new() { Category = "Tyokyky.EventLog", Level = LogLevel.None, Reason = "too loud" })).Level.ShouldBe(LogLevel.None);

        pair.Source!.Get<ILogLevelSwitch>().Changed["Tyokyky.EventLog"].ShouldBe(Microsoft.Extensions.Logging.LogLevel.None);
        var action = (await operations.ListOperatorActionsAsync(new())).Actions[0];
        (action.Action, action.Target, action.Reason, action.Outcome).ShouldBe(("SetLogLevel", "Tyokyky.EventLog", "too loud", "None"));
        action.TraceId.Length.ShouldBe(32);
    }

    [Fact]
    public async Task Unknown_due_work_is_refused()
    {
        var operations = pair.Source!.Operations;
        (await operations.ListDueWorkAsync(new())).Items.ShouldBeEmpty();
        await operations.RunDueWorkAsync(new() { Kind = "remind", Reason = "now" }).ShouldFail(StatusCode.NotFound, "UNKNOWN_KIND");
    }

    [Fact]
    public async Task A_page_token_belongs_to_its_request() =>
        await pair.Subscriber.Operations.ListParkedFactsAsync(new() { PageToken = "x" }).ShouldFail(StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
}
