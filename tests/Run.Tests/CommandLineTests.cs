using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Shouldly;
using Tyokyky.Contracts.Operations.V1;
using Xunit;

namespace Tyokyky.Run.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Options_may_stand_together() =>
        Arguments.Parse(["--once", "--port-base", "7300"]).ShouldBe(new Arguments(Once: true, PortBase: 7300, Operation: null));

    [Theory]
    [InlineData("--port-base")]
    [InlineData("--port-base", "80")]
    [InlineData("--port-base", "high")]
    [InlineData("--no-such-option")]
    public void A_wrong_option_is_refused(params string[] args) => Should.Throw<UsageException>(() => Arguments.Parse(args));

    [Fact]
    public void What_follows_ops_belongs_to_the_operation() =>
        Arguments.Parse(["ops", "referrals", "list-due", "--overdue"]).Operation.ShouldBe(["referrals", "list-due", "--overdue"]);

    [Fact]
    public void A_port_base_is_remembered_for_the_operations_that_follow()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        Suite.Known(7400, folder).Remember();

        Suite.Known(portBase: null, folder).Grpc("team").Port.ShouldBe(7420);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_taken_port_is_named_with_its_use()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;

        var refusal = Should.Throw<UsageException>(() => new Suite(taken - 10, Path.GetTempPath()).RefuseTakenPorts());

        refusal.Message.ShouldContain($"Port {taken.ToString(CultureInfo.InvariantCulture)} (referrals, gRPC) is taken");
    }

    [Theory]
    [InlineData("referrals", "Running", false)]
    [InlineData("referrals", "Starting", false)]
    [InlineData("referrals", "Finished", true)]
    [InlineData("referrals", "Terminated", true)]
    [InlineData("referrals", "Finished, exit code 0", true)]
    [InlineData("referrals", "Exited, exit code 137", true)]
    [InlineData("referrals", "Finished, exit code -1; starts again in 1 s (1 of 5)", true)]
    [InlineData("referrals", "FailedToStart", true)]
    [InlineData("referrals-migrations", "Finished", false)]
    [InlineData("referrals-migrations", "Finished, exit code 0", false)]
    [InlineData("referrals-migrations", "Finished, exit code 10", true)]
    public void A_service_that_has_ended_is_told_whether_or_not_it_left_an_exit_code(string name, string state, bool hasFailed) =>
        ResourceLog.Of(name, ["== Starting", "a word", $"== {state}", "its last"]).HasFailed.ShouldBe(hasFailed);

    [Fact]
    public async Task A_service_that_does_not_answer_is_told_apart_from_a_suite_that_does_not_run()
    {
        var suite = new Suite(FreeBase(), Path.GetTempPath());
        await Should.ThrowAsync<HttpRequestException>(() => Operations.RunAsync(suite, ["referrals", "status"], TestContext.Current.CancellationToken));
        using var sandbox = new HttpListener { Prefixes = { suite.Sandbox.ToString() } };
        sandbox.Start();
        var answering = AnswerAsync();

        var silent = await Should.ThrowAsync<ServiceSilent>(() => Operations.RunAsync(suite, ["referrals", "status"], TestContext.Current.CancellationToken));

        silent.Message.ShouldStartWith($"The suite runs, but referrals does not answer at {suite.Grpc("referrals").Authority}.");
        await answering;

        async Task AnswerAsync()
        {
            var call = await sandbox.GetContextAsync();
            call.Response.ContentType = "application/json";
            call.Response.Close("""{"access_token":"token","expires_in":60}"""u8.ToArray(), willBlock: true);
        }

        static int FreeBase()
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            return ((IPEndPoint)free.LocalEndpoint).Port;
        }
    }

    [Theory]
    [InlineData("nosuch", "status")]
    [InlineData("referrals", "nosuch")]
    [InlineData("referrals")]
    [InlineData("referrals", "skip-parked", "--position", "many")]
    [InlineData("referrals", "skip-parked", "--source", "team", "--reason", "it can never apply")]
    [InlineData("referrals", "set-log-level", "--level", "loud")]
    [InlineData("referrals", "list-due", "--colour")]
    public async Task A_wrong_operation_is_refused_before_anything_is_called(params string[] words) =>
        await Should.ThrowAsync<UsageException>(() => Operations.RunAsync(new Suite(1, Path.GetTempPath()), words, TestContext.Current.CancellationToken));

    [Fact]
    public async Task What_a_command_needs_is_named()
    {
        var refusal = await Should.ThrowAsync<UsageException>(
            () => Operations.RunAsync(new Suite(1, Path.GetTempPath()), ["metrics", "rebuild"], TestContext.Current.CancellationToken));

        refusal.Message.ShouldStartWith("rebuild needs --projection, --reason.");
    }

    [Fact]
    public void Enum_values_are_typed_without_their_prefix() =>
        OperationsReflection.Descriptor.EnumTypes.Single(e => e.Name == "DivergenceResolution").Values.Skip(1).Select(Names.Short)
            .ShouldBe(["last-common", "first-available", "head"]);
}
