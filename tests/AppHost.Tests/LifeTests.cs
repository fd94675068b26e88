using System.Diagnostics;
using Tyokyky.Contracts.Operations.V1;

namespace Tyokyky.AppHostTests;

/// <summary>What starting, stopping and being killed leaves, on the genuine host.</summary>
public sealed class LifeTests
{
    [Fact]
    public async Task An_operator_finds_the_way_through_the_dashboard_and_a_killed_AppHost_leaves_nothing_and_loses_no_acknowledged_write()
    {
        await using var data = new DataFolder();
        var reason = $"to be found again {Guid.NewGuid():n}";
        await using (var first = await RunningSuite.StartAsync(data))
        {
            var (client, headers) = await RunningSuite.OperatorAsync("referrals");
            await Dashboard.WalkAsync(data, first);
            await client.SetLogLevelAsync(new SetLogLevelRequest { Category = "Tyokyky", Level = LogLevel.Information, Reason = reason }, headers);
            await first.KillAsync();
        }

        (await data.PrepareAsync("own \"$1\"")).Code.ShouldBe(0);
        (await data.ProcessesAsync()).ShouldBeEmpty();

        await using (var second = await RunningSuite.StartAsync(data))
        {
            var (client, headers) = await RunningSuite.OperatorAsync("referrals");
            (await client.ListOperatorActionsAsync(new ListOperatorActionsRequest(), headers)).Actions.ShouldContain(action => action.Reason == reason);
            await second.StopAsync();
        }

        // The orchestrator ends what it started, and itself last.
        await Eventually.Holds(async () => (await data.ProcessesAsync()).Count == 0, "an ordered end needs nobody to clean up", seconds: 40);
        (await data.PrepareAsync("\"$(postgres_bin)/pg_controldata\" \"$1/postgres/data\" | grep state")).Said.ShouldContain("shut down", Case.Sensitive, "PostgreSQL has nothing to recover");

        // The AppHost made this folder without ./run, as an IDE does.
        (await data.PrepareAsync("own \"$1\"; empty_data")).Code.ShouldBe(0);
        Directory.Exists(Path.Combine(data.Path, "postgres")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_database_that_will_not_start_is_named_with_its_last_words()
    {
        await using var data = new DataFolder();
        Put(data, "postgres/data/PG_VERSION", "9.6\n");
        Put(data, "postgres/data/postgresql.conf", "");
        Put(data, "secrets/postgres-password", "of-another-day");
        await data.PrepareAsync("chmod 700 \"$1/postgres/data\"; [ \"$(id -u)\" != 0 ] || chown -R postgres: \"$1/postgres\"");

        var (code, said) = await RunAsync(data);

        code.ShouldBe(1);
        said.ShouldContain("It will not become ready: postgres is Finished, exit code");
        said.ShouldContain("database files are incompatible with server");
        (await data.ProcessesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_that_was_something_elses_is_not_emptied()
    {
        await using var data = new DataFolder();
        Put(data, "notes.txt", "of somebody else");

        var (code, said) = await data.PrepareAsync("own \"$1\"; empty_data");

        code.ShouldBe(1);
        said.ShouldContain("is not a data folder of this suite; nothing was removed.");
        File.Exists(Path.Combine(data.Path, "notes.txt")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_lost_password_is_named_with_what_it_opens()
    {
        await using var data = new DataFolder();
        Put(data, "postgres/data/PG_VERSION", "15\n");

        var (code, said) = await RunAsync(data);

        code.ShouldBe(1);
        said.ShouldContain("secrets/postgres-password is missing, and nothing else opens the data");
        said.ShouldContain("./run --reset");
    }

    [Fact]
    public async Task A_running_owner_is_named_and_a_folder_that_cannot_be_written_too()
    {
        await using var data = new DataFolder();
        using var owner = Process.Start(new ProcessStartInfo("bash") { ArgumentList = { "-c", "source eng/prepare.sh; own \"$1\"; sleep 1000 & wait", "bash", data.Path }, WorkingDirectory = DataFolder.Repository })!;
        await Eventually.Holds(() => Task.FromResult(File.Exists(Path.Combine(data.Path, "owner"))), "the folder is owned");

        var (code, said) = await data.PrepareAsync("own \"$1\"");
        owner.Kill(entireProcessTree: true);

        code.ShouldBe(1);
        said.ShouldContain($"Already running on {data.Path} (process {owner.Id}).");
        (await data.PrepareAsync("own /proc/nowhere")).Said.ShouldContain("The data folder /proc/nowhere can't be written; set TYOKYKY_DATA to another.");
    }

    private static void Put(DataFolder data, string file, string text)
    {
        var path = Path.Combine(data.Path, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    // ./run after its preparations.
    private static async Task<(int Code, string Said)> RunAsync(DataFolder data)
    {
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Run", "release", "Run.dll"));
        var start = new ProcessStartInfo("dotnet", [program, "--port-base", $"{RunningSuite.PortBase}"])
        {
            WorkingDirectory = DataFolder.Repository,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["TYOKYKY_DATA"] = data.Path, ["TYOKYKY_OWNER"] = data.Path },
        };
        using var run = Process.Start(start)!;
        var said = await Task.WhenAll(run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        return (run.ExitCode, string.Concat(said));
    }
}
