using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Shouldly;
using Tyokyky.Contracts.Operations.V1;
using Tyokyky.Records.Tests.Sample;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Records.Tests.Clock;

public class BusinessClockTests(SampleHost host) : IClassFixture<SampleHost>
{
    [Fact]
    public async Task The_sandbox_moves_it_forward_and_every_replica_follows()
    {
        var replica = await host.StartAsync();
        var sandbox = As("service:sandbox");

        var moved = await sandbox.MoveBusinessClockAsync(new MoveBusinessClockRequest { Offset = Duration.FromTimeSpan(TimeSpan.FromDays(30)) });

        moved.Offset.ToTimeSpan().ShouldBe(TimeSpan.FromDays(30));
        host.Get<IBusinessClock>().Now.ShouldBe(TimeProvider.System.GetUtcNow().AddDays(30), TimeSpan.FromSeconds(5));
        var other = (IBusinessClock)replica.Services.GetService(typeof(IBusinessClock))!;
        await Eventually.Holds(() => Task.FromResult(other.Now > TimeProvider.System.GetUtcNow().AddDays(29)), "the other replica follows");
        (await sandbox.GetBusinessClockAsync(new GetBusinessClockRequest())).Offset.ToTimeSpan().ShouldBe(TimeSpan.FromDays(30));
        (await sandbox.MoveBusinessClockAsync(new MoveBusinessClockRequest { Offset = Duration.FromTimeSpan(TimeSpan.FromDays(30)) })).Offset.ToTimeSpan().ShouldBe(TimeSpan.FromDays(30));
        var refusal = await sandbox.MoveBusinessClockAsync(new MoveBusinessClockRequest { Offset = Duration.FromTimeSpan(TimeSpan.FromDays(29)) }).ShouldFail(StatusCode.FailedPrecondition, "CLOCK_ONLY_FORWARD");
        refusal.Metadata["offset_seconds"].ShouldBe("2592000");
        await host.StopAsync(replica);
    }

    [Fact]
    public async Task Nobody_else_moves_it()
    {
        await As("service:referrals").MoveBusinessClockAsync(new MoveBusinessClockRequest { Offset = new Duration { Seconds = 1 } }).ShouldFail(StatusCode.PermissionDenied, "NOT_THE_SANDBOX");
        await As("service:sandbox", Role.Operator).MoveBusinessClockAsync(new MoveBusinessClockRequest { Offset = new Duration { Seconds = 1 } }).ShouldFail(StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED");
    }

    [Fact]
    public async Task A_move_to_nowhere_is_refused()
    {
        await As("service:sandbox").MoveBusinessClockAsync(new MoveBusinessClockRequest()).ShouldFail(StatusCode.InvalidArgument, "FIELD_REQUIRED");
        await As("service:sandbox").MoveBusinessClockAsync(new MoveBusinessClockRequest { Offset = new Duration { Seconds = -1 } }).ShouldFail(StatusCode.InvalidArgument, "DURATION_INVALID");
        await As("service:sandbox").MoveBusinessClockAsync(new MoveBusinessClockRequest { Offset = new Duration { Seconds = long.MaxValue } }).ShouldFail(StatusCode.InvalidArgument, "DURATION_INVALID");
    }

    [Fact]
    public void Its_day_is_the_day_in_Helsinki()
    {
        var clock = host.Get<IBusinessClock>();
        var helsinki = TimeZoneInfo.ConvertTime(clock.Now, TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki"));

        clock.Today.ShouldBe(DateOnly.FromDateTime(helsinki.DateTime));
    }

    private BusinessClockService.BusinessClockServiceClient As(string subject, Role role = Role.Service) => new(host.Channel.Intercept(sent =>
    {
        sent.Add("authorization", "Bearer " + Tokens.For(role, subject: subject));
        return sent;
    }));
}
