using Grpc.Core;
using Tyokyky.Benchmarks.Ground;
using Tyokyky.Benchmarks.Measuring;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.TestKit;
using TaskStatus = Tyokyky.Contracts.Referrals.V1.TaskStatus;

namespace Tyokyky.Benchmarks;

/// <summary>The same reads with a thousand referrals in the database and with a hundred times as many, all between the same two organisations.</summary>
internal static class Grow
{
    private const int Few = 1000;
    private const int Times = 100;
    private const int Calls = 8;

    private static readonly Worklist[] lists = [Worklist.Unassigned, Worklist.NoReply, Worklist.Overdue];
    private static readonly TaskStatus[] statuses = [TaskStatus.Requested, TaskStatus.Accepted, TaskStatus.InProgress, TaskStatus.Completed];

    public static async Task RunAsync()
    {
        await using var stage = await Stage.SetAsync();
        var few = await stage.MigrateAsync("referrals", "Referrals");
        await Examples.RegisterOrganisationsAsync(few);
        var submitting = await stage.StartAsync("referrals", "Referrals", traced: false);
        var examples = new Examples(stage);
        var client = new ReferralsService.ReferralsServiceClient(Examples.Connect(stage, submitting.Address, 1)[0]);
        await Parallel.ForAsync(0, Few, async (_, _) => await client.SubmitReferralAsync(examples.Referral(), examples.AsWorker()));
        // Nobody may be connected to what is copied.
        await submitting.KillAsync();
        await SpreadAsync(few);
        var many = await stage.CopyAsync(few, "many");
        // Of no two persons is a code the same.
        await QueryPlans.MultiplyAsync(
            many.Source, [("client", "id", "'code_cipher', NULL"), ("client_record", "client_id", ""), ("referral", "id client_id", ""), ("task", "id referral_id client_id", "")], Times - 1);
        await few.ExecuteAsync("VACUUM ANALYZE");
        await many.ExecuteAsync("VACUUM ANALYZE");

        var scans = await ScansAsync(many);
        var small = await ReadsAsync(stage, few, examples);
        var large = await ReadsAsync(stage, many, examples);
        for (var read = 0; read < small.Length; read++)
        {
            await Rounds.CompareAsync($"{small[read].Name} among {Few * Times} ÷ among {Few}, {Calls} calls at once", large[read], small[read], least: 1 / 3.0, aim: 1);
        }

        var scanned = (await ScansAsync(many)).Except(scans).Select(table => table.Name).ToArray();
        if (scanned.Length > 0) { throw new InvalidOperationException($"Read from end to end: {string.Join(", ", scanned)}."); }
    }

    private static async Task<Side[]> ReadsAsync(Stage stage, Database database, Examples examples)
    {
        var service = await stage.StartAsync("referrals", "Referrals", traced: false, new Dictionary<string, string> { ["ConnectionStrings:referrals"] = await Stage.AppConnectionAsync("referrals", database.Name) });
        var channel = Examples.Connect(stage, service.Address, 1)[0];
        var (referrals, worklists) = (new ReferralsService.ReferralsServiceClient(channel), new WorklistsService.WorklistsServiceClient(channel));
        var ids = await database.ListAsync("SELECT id FROM referral ORDER BY id", row => row.GetGuid(0).ToString());
        var next = 0;
        return
        [
            Of("a worklist's page", async options => _ = (await worklists.ListWorklistAsync(new ListWorklistRequest { Worklist = lists[Next(lists.Length)] }, options)).Items.Count),
            Of("a filtered page of tasks", async options => _ = (await referrals.ListTasksAsync(new ListTasksRequest { Status = statuses[Next(statuses.Length)] }, options)).Tasks.Count),
            // Of many, as few as of few: what grows is the database, not what is asked for.
            Of("GetReferral", async options => await referrals.GetReferralAsync(new GetReferralRequest { ReferralId = ids[Next(Few) * (ids.Count / Few)] }, options)),
        ];

        int Next(int count) => (int)((uint)Interlocked.Increment(ref next) % (uint)count);

        Side Of(string name, Func<CallOptions, Task> call) =>
            new(name, [CpuMeter.Client, CpuMeter.OfDotnet("service", service.Id), stage.Postgres], length => Callers.CallAsync(Calls, length, _ => call(examples.AsCoordinator())));
    }

    // What the reads are of, with how often each was read without an index. (The rotation of keys goes through all clients, in the background.)
    private static Task<List<(string Name, long Scans)>> ScansAsync(Database database) =>
        database.ListAsync("SELECT relname, seq_scan FROM pg_stat_user_tables WHERE relname IN ('referral', 'task', 'client_record')", row => (row.GetString(0), row.GetInt64(1)));

    // Three of ten wait for a decision, two are accepted, three under way, two done; half of the days have passed.
    private static Task SpreadAsync(Database database) => database.ExecuteAsync(
        $"""
        WITH numbered AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM task)
        UPDATE task t SET
          status = (ARRAY[2, 2, 2, 3, 3, 5, 5, 5, 8, 8])[n % 10 + 1],
          due_on = current_date + (n % 100)::int - 50, due_by = 2, due_action = CASE WHEN n % 10 < 3 THEN 'decide-task' ELSE 'start-task' END,
          decided_at = CASE WHEN n % 10 >= 3 THEN requested_at END, decided_by = CASE WHEN n % 10 >= 3 THEN 'benchmark' ELSE '' END,
          ended_at = CASE WHEN n % 10 >= 8 THEN requested_at END, acknowledged_at = CASE WHEN n % 10 >= 8 THEN requested_at END,
          outcome = CASE WHEN n % 10 >= 8 THEN 'service-given' ELSE '' END
        FROM numbered WHERE numbered.id = t.id
        """);
}
