using System.Diagnostics;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Local;
using Shouldly;
using Xunit;

namespace Tyokyky.StandIns.Tests;

public class LeftoversTests
{
    [Fact]
    public async Task What_a_killed_run_left_is_ended_by_pid_and_start_time_and_nothing_else()
    {
        var folder = TestApplication.NewFolder();
        using var left = Sleep();
        using var reused = Sleep();
        var gone = await EndedAsync();
        var ofLeft = ProcessId.Of(left.Id)!;
        var ofReused = ProcessId.Of(reused.Id)!;
        Record(folder, gone, [ofLeft, ofReused with { StartTime = ofReused.StartTime - 1 }]);

        await using var test = await TestApplication.StartAsync(builder => builder.AddExecutable("service", "sleep", "/", "1000"), folder);

        ofLeft.IsAlive.ShouldBeFalse();
        ofReused.IsAlive.ShouldBeTrue("a process that only has the number of a recorded one is somebody else's");
        reused.Kill();
    }

    [Fact]
    public async Task Two_runs_do_not_share_a_data_folder()
    {
        await using var first = await TestApplication.StartAsync(builder => builder.AddExecutable("service", "sleep", "/", "1000"));
        await first.ReachesAsync("service", KnownResourceStates.Running);

        var second = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true, Args = [$"--Data:Folder={first.Folder}"] });
        await using var application = second.Build();

        (await Should.ThrowAsync<DistributedApplicationException>(() => application.StartAsync())).Message.ShouldContain($"same data folder, {first.Folder}");
    }

    [Fact]
    public async Task Each_child_is_recorded_while_it_runs()
    {
        await using var test = await TestApplication.StartAsync(builder => builder.AddExecutable("service", "sleep", "/", "1000"));
        var process = TestApplication.ProcessOf(await test.ReachesAsync("service", KnownResourceStates.Running));

        var record = JsonDocument.Parse(File.ReadAllText(Directory.GetFiles(Path.Combine(test.Folder, "children"), "*.json").Single())).RootElement;
        var child = record.GetProperty("Children").EnumerateArray().Single();

        child.GetProperty("Pid").GetInt32().ShouldBe(process);
        child.GetProperty("StartTime").GetInt64().ShouldBe(ProcessId.Of(process)!.StartTime);
        record.GetProperty("Host").GetProperty("Pid").GetInt32().ShouldBe(Environment.ProcessId);
    }

    [Fact]
    public void The_death_signal_is_set_after_the_change_of_user_which_would_clear_it()
    {
        var spec = new ProgramSpec("postgres", ["-D", "x"], "/", new Dictionary<string, string>()) { RunAs = "postgres", StopSignal = Signal.Int };

        ChildProcesses.CommandOf(spec, isRoot: true).ShouldBe(
            ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--", "setsid", "--", "setpriv", "--pdeathsig=INT", "--", "postgres", "-D", "x"]);
        ChildProcesses.CommandOf(spec, isRoot: false).ShouldBe(["setsid", "--", "setpriv", "--pdeathsig=INT", "--", "postgres", "-D", "x"]);
    }

    private static Process Sleep() => Process.Start(new ProcessStartInfo("setsid") { ArgumentList = { "sleep", "1000" } })!;

    private static async Task<ProcessId> EndedAsync()
    {
        using var process = Process.Start("sleep", "0.2");
        var id = ProcessId.Of(process.Id)!;
        await process.WaitForExitAsync();
        return id;
    }

    private static void Record(string folder, ProcessId host, IReadOnlyList<ProcessId> children)
    {
        var records = Directory.CreateDirectory(Path.Combine(folder, "children"));
        File.WriteAllText(Path.Combine(records.FullName, "old.json"), JsonSerializer.Serialize(new { Host = host, Folder = folder, Children = children }));
    }
}
