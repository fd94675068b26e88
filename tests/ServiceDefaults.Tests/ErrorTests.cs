using Google.Rpc;
using Grpc.Core;
using Tyokyky.Testing.V1;

namespace Tyokyky.ServiceDefaults.Tests;

public sealed class ErrorTests : IAsyncLifetime
{
    private TestHost host = null!;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("state", StatusCode.FailedPrecondition, "ALREADY_DECIDED")]
    [InlineData("missing", StatusCode.NotFound, "THING_UNKNOWN")]
    [InlineData("exists", StatusCode.AlreadyExists, "REQUEST_ID_REUSED")]
    [InlineData("stale", StatusCode.Aborted, "ETAG_STALE")]
    [InlineData("exhausted", StatusCode.ResourceExhausted, "QUOTA")]
    [InlineData("database", StatusCode.Unavailable, "DATABASE_UNAVAILABLE")]
    [InlineData("timeout", StatusCode.Unavailable, "TIMED_OUT")]
    [InlineData("other service down", StatusCode.Unavailable, "DEPENDENCY_UNAVAILABLE")]
    [InlineData("conflict for ever", StatusCode.Aborted, "CONCURRENT_CHANGE")]
    public async Task Every_refusal_carries_its_reason_and_a_trace_id(string how, StatusCode code, string reason) =>
        await Refusal.OfAsync(() => FailAsync(how), code, reason);

    [Theory]
    [InlineData("bug")]
    [InlineData("null")]
    [InlineData("stray cancellation")]
    [InlineData("stored garbage")]
    [InlineData("other service broken")]
    public async Task A_bug_gives_a_trace_id_and_nothing_else_and_is_logged_under_it(string how)
    {
        var refusal = await Refusal.OfAsync(() => FailAsync(how), StatusCode.Internal, "INTERNAL");

        refusal.Details.ToString().ShouldNotContain("secret");
        refusal.Message.ShouldNotContain("secret");
        lock (host.Logs.Lines)
        {
            host.Logs.Lines.ShouldContain(line => line.Level == Microsoft.Extensions.Logging.LogLevel.Error && line.Message.Contains(refusal.TraceId));
        }
    }

    [Fact]
    public async Task A_wrong_shape_names_every_field_once_and_what_would_be_right()
    {
        var refusal = await Refusal.OfAsync(() => FailAsync("shape"), StatusCode.InvalidArgument, "UUID_INVALID");

        refusal.Metadata["field"].ShouldBe("task_id");
        var violations = refusal.Details.GetDetail<BadRequest>().ShouldNotBeNull().FieldViolations;
        violations.Select(violation => (violation.Field, violation.Description.Split(':')[0])).ShouldBe(
            [("task_id", "UUID_INVALID"), ("reason", "FIELD_REQUIRED"), ("note", "TEXT_TOO_LONG"), ("day", "DAY_INVALID")]);
    }

    [Theory]
    [InlineData("sv", "sv", "Uppgiften är redan avgjord.")]
    [InlineData("en-GB,fi;q=0.5", "en", "The task is already decided.")]
    [InlineData("de, sv;q=0.2, en;q=0.1", "sv", "Uppgiften är redan avgjord.")]
    [InlineData("se", "fi", "Tehtävä on jo ratkaistu.")]
    [InlineData(";;q=x,,", "fi", "Tehtävä on jo ratkaistu.")]
    public async Task A_refused_state_says_the_condition_and_tells_a_person_in_their_language(string accepted, string locale, string text)
    {
        var refusal = await Refusal.OfAsync(() => FailAsync("state", ("accept-language", accepted)), StatusCode.FailedPrecondition, "ALREADY_DECIDED");

        var message = refusal.Details.GetDetail<LocalizedMessage>().ShouldNotBeNull();
        (message.Locale, message.Message).ShouldBe((locale, text));
        refusal.Details.GetDetail<PreconditionFailure>().ShouldNotBeNull().Violations.ShouldHaveSingleItem().Subject.ShouldBe("task");
        refusal.Metadata["state"].ShouldBe("accepted");
    }

    [Fact]
    public async Task What_may_help_later_says_when()
    {
        var refusal = await Refusal.OfAsync(() => FailAsync("exhausted"), StatusCode.ResourceExhausted, "QUOTA");

        refusal.Details.GetDetail<RetryInfo>().ShouldNotBeNull().RetryDelay.Seconds.ShouldBe(3);
    }

    [Fact]
    public async Task A_conflict_runs_the_use_case_again_from_its_load()
    {
        (await FailAsync("conflict twice")).Text.ShouldBe("done");

        host.Behaviour.Attempts.ShouldBe(3);
    }

    [Fact]
    public async Task A_conflict_is_tried_three_times_more_and_no_oftener()
    {
        await Refusal.OfAsync(() => FailAsync("conflict for ever"), StatusCode.Aborted, "CONCURRENT_CHANGE");

        host.Behaviour.Attempts.ShouldBe(4);
    }

    [Fact]
    public async Task The_trace_id_is_the_callers_own_trace()
    {
        var refusal = await Refusal.OfAsync(
            () => FailAsync("missing", ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")), StatusCode.NotFound, "THING_UNKNOWN");

        refusal.TraceId.ShouldBe("0af7651916cd43dd8448eb211c80319c");
    }

    [Fact]
    public async Task A_call_that_went_well_logs_nothing()
    {
        lock (host.Logs.Lines)
        {
            host.Logs.Lines.Clear();
        }

        await host.Client.EchoAsync(new EchoRequest(), host.As(Role.Coordinator));

        lock (host.Logs.Lines)
        {
            host.Logs.Lines.ShouldBeEmpty();
        }
    }

    private async Task<EchoResponse> FailAsync(string how, params (string Key, string Value)[] headers) =>
        await host.Client.FailAsync(new FailRequest { How = how }, host.As(Role.Coordinator, headers));
}
