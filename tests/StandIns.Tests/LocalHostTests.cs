using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Shouldly;
using Xunit;

namespace Tyokyky.StandIns.Tests;

public class LocalHostTests
{
    [Fact]
    public async Task A_process_that_ends_with_an_error_is_shown_with_its_exit_code()
    {
        await using var test = await TestApplication.StartAsync(builder => builder.AddExecutable("dies", "sh", "/", "-c", "echo last words; exit 3"));

        var ended = await test.ReachesAsync("dies", KnownResourceStates.Exited);

        ended.ExitCode.ShouldBe(3);
        ended.State!.Style.ShouldBe(KnownResourceStateStyles.Error);
        ended.StopTimeStamp.ShouldNotBeNull();
        (await test.ConsoleAsync("dies")).ShouldContain(line => line.EndsWith("last words"));
    }

    [Fact]
    public async Task A_process_killed_from_outside_is_shown_as_ended_and_can_be_started_again()
    {
        await using var test = await TestApplication.StartAsync(builder => builder.AddExecutable("killed", "sleep", "/", "1000"));
        var before = TestApplication.ProcessOf(await test.ReachesAsync("killed", KnownResourceStates.Running));

        Process.GetProcessById(before).Kill();
        (await test.ReachesAsync("killed", KnownResourceStates.Exited)).ExitCode.ShouldBe(137);

        (await test.Commands.ExecuteCommandAsync("killed", KnownResourceCommands.StartCommand)).Success.ShouldBeTrue();
        TestApplication.ProcessOf(await test.ReachesAsync("killed", KnownResourceStates.Running)).ShouldNotBe(before);
    }

    [Fact]
    public async Task An_operator_stops_and_restarts_a_resource()
    {
        await using var test = await TestApplication.StartAsync(builder => builder.AddExecutable("service", "sleep", "/", "1000"));
        var first = TestApplication.ProcessOf(await test.ReachesAsync("service", KnownResourceStates.Running));

        await test.Commands.ExecuteCommandAsync("service", KnownResourceCommands.RestartCommand);
        var second = TestApplication.ProcessOf(await test.ReachesAsync("service", KnownResourceStates.Running));
        second.ShouldNotBe(first);
        TestApplication.IsAlive(first).ShouldBeFalse();

        await test.Commands.ExecuteCommandAsync("service", KnownResourceCommands.StopCommand);
        (await test.ReachesAsync("service", KnownResourceStates.Finished)).State!.Style.ShouldNotBe(KnownResourceStateStyles.Error);
        TestApplication.IsAlive(second).ShouldBeFalse();
    }

    [Fact]
    public async Task A_resource_waits_until_another_has_ended_well()
    {
        await using var test = await TestApplication.StartAsync(builder =>
        {
            var first = builder.AddExecutable("first", "sleep", "/", "0.5").WithHiddenOnCompletion();
            builder.AddExecutable("second", "sleep", "/", "1000").WaitForCompletion(first);
        });

        await test.ReachesAsync("second", KnownResourceStates.Waiting);
        var second = await test.ReachesAsync("second", KnownResourceStates.Running);
        var first = await test.ReachesAsync("first", KnownResourceStates.Finished);

        second.StartTimeStamp!.Value.ShouldBeGreaterThanOrEqualTo(first.StopTimeStamp!.Value);
        first.IsHidden.ShouldBeTrue();
    }

    [Fact]
    public async Task A_resource_does_not_start_when_what_it_waits_for_failed()
    {
        await using var test = await TestApplication.StartAsync(builder =>
        {
            var first = builder.AddExecutable("first", "false", "/");
            builder.AddExecutable("second", "sleep", "/", "1000").WaitForCompletion(first);
        });

        await test.ReachesAsync("second", KnownResourceStates.FailedToStart);

        (await test.ConsoleAsync("second")).ShouldContain(line => line.Contains("'first' is Exited with exit code 1"));
    }

    [Fact]
    public async Task A_resource_waits_until_another_is_healthy_and_the_reports_are_shown()
    {
        var healthy = false;
        await using var test = await TestApplication.StartAsync(builder =>
        {
            builder.Services.AddHealthChecks().AddCheck("first-check", () => healthy ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("not yet"));
            var first = builder.AddExecutable("first", "sleep", "/", "1000").WithHealthCheck("first-check");
            builder.AddExecutable("second", "sleep", "/", "1000").WaitFor(first);
        });

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var sick = await test.Notifications.WaitForResourceAsync("first", change => change.Snapshot.HealthReports.Any(r => r.Description == "not yet"), limit.Token);
        sick.Snapshot.HealthStatus.ShouldBe(HealthStatus.Unhealthy);
        (await test.ReachesAsync("second", KnownResourceStates.Waiting)).StartTimeStamp.ShouldBeNull();

        healthy = true;
        await test.ReachesAsync("second", KnownResourceStates.Running);
    }

    [Fact]
    public async Task Stopping_the_application_ends_its_processes_with_all_that_they_started()
    {
        int parent, child;
        await using (var test = await TestApplication.StartAsync(builder => builder.AddExecutable("shell", "sh", "/", "-c", "sleep 1000 & echo child $!; wait")))
        {
            parent = TestApplication.ProcessOf(await test.ReachesAsync("shell", KnownResourceStates.Running));
            IReadOnlyList<string> lines = [];
            for (var attempt = 0; attempt < 100 && !lines.Any(line => line.Contains("child ")); attempt++)
            {
                await Task.Delay(50);
                lines = await test.ConsoleAsync("shell");
            }

            child = int.Parse(lines.Single(line => line.Contains("child ")).Split(' ')[^1]);
        }

        TestApplication.IsAlive(parent).ShouldBeFalse();
        TestApplication.IsAlive(child).ShouldBeFalse();
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var folder = TestApplication.NewFolder();
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true, Args = [$"--Data:Folder={folder}"] });
        builder.AddExecutable("web", "sleep", "/", "1000").WithHttpEndpoint(port: port, name: "http");
        await using var application = builder.Build();

        var refused = await Should.ThrowAsync<DistributedApplicationException>(() => application.StartAsync());
        refused.Message.ShouldBe($"Port {port}, wanted by web (http), is taken by another program.");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_resource_has_an_id_beside_its_name_and_is_found_by_either()
    {
        await using var test = await TestApplication.StartAsync(builder =>
        {
            var parent = builder.AddExecutable("parent", "sleep", "/", "1000");
            builder.AddExecutable("child", "sleep", "/", "1000").WithParentRelationship(parent);
            builder.AddParameter("parameter", "value");
        });
        var first = await test.ReachesAsync("child", KnownResourceStates.Running);
        var (parent, child) = (test.Known("parent"), test.Known("child"));

        (await test.Commands.ExecuteCommandAsync(child.ResourceId, KnownResourceCommands.RestartCommand)).Success.ShouldBeTrue();
        var second = await test.ReachesAsync("child", KnownResourceStates.Running);

        TestApplication.ProcessOf(second).ShouldNotBe(TestApplication.ProcessOf(first));
        second.Properties.Single(property => property.Name == "resource.parentName").Value.ShouldBe(parent.ResourceId);
        second.Relationships.ShouldContain(new RelationshipSnapshot("parent", "Parent"));
        var shown = Aspire.Hosting.Local.Dashboard.ProtoResources.Of(test.Known(child.ResourceId));
        (shown.Name, shown.DisplayName).ShouldBe((child.ResourceId, "child"));
        test.Known("parameter").ResourceId.ShouldBe("parameter");
    }

    [Fact]
    public async Task A_command_gets_its_arguments_and_refuses_without_a_required_one()
    {
        await using var test = await TestApplication.StartAsync(builder => builder.AddExecutable("service", "sleep", "/", "1000").WithCommand(
            "greet",
            "Greet",
            context => Task.FromResult(CommandResults.Success($"Hello, {context.Arguments.GetString("name")}")),
            new CommandOptions { Arguments = [new InteractionInput { Name = "name", Label = "Name", InputType = InputType.Text, Required = true }] }));

        var greeted = await test.Commands.ExecuteCommandAsync("service", "greet", new InteractionInputCollection([new InteractionInput { Name = "name", InputType = InputType.Text, Value = "world" }]));
        var refused = await test.Commands.ExecuteCommandAsync("service", "greet");

        greeted.Message.ShouldBe("Hello, world");
        refused.Success.ShouldBeFalse();
        refused.Message.ShouldBe("Name is required.");
    }
}
