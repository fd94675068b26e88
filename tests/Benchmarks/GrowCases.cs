using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Tyokyky.Benchmarks.Ground;
using Tyokyky.Benchmarks.Measuring;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.Benchmarks;

/// <summary>The team's lists and due pages with a thousand cases in the database and with fifty times as many, all of the same organisation.</summary>
internal static class GrowCases
{
    private const int Few = 1000;
    private const int Times = 50;
    private const int Calls = 8;
    private const string County = "2345678-0";

    // Each with the columns that get ids of their own in each copy.
    private static readonly (string Table, string Ids, string Others)[] tables =
    [
        ("team_case", "id client_id plan_id", ""),
        ("meeting", "id", ""),
        ("case_meeting", "case_id meeting_id", ""),
        ("team_action", "id case_id client_id meeting_id", ""),
        ("plan", "id case_id client_id", ""),
        ("plan_version", "plan_id", ""),
        ("plan_measure", "id plan_id client_id", ""),
        ("assessment", "id case_id client_id", ""),
        ("measurement", "id case_id client_id", ""),
    ];

    public static async Task RunAsync()
    {
        await using var stage = await Stage.SetAsync();
        var few = await stage.MigrateAsync("team", "WorkAbilityTeam");
        var clients = Enumerable.Range(0, Few).Select(_ => Guid.CreateVersion7()).ToArray();
        await few.ExecuteAsync("INSERT INTO registered_organisation (organisation_id) VALUES ($1)", County);
        await few.ExecuteAsync("INSERT INTO known_client (client_id, controller, told) SELECT unnest($1), $2, $3", clients, County, new ClientFacets { ClientId = clients[0].ToString(), AgeBand = AgeBand._3054, Municipality = "698" }.ToByteArray());
        var member = stage.Neighbours.Token("benchmark-nurse", County, "team_member");
        var working = await stage.StartAsync("team", "WorkAbilityTeam", traced: false);
        var apis = new Apis(Examples.Connect(stage, working.Address, 1)[0], member);
        await Parallel.ForEachAsync(clients, async (client, _) => await apis.MakeAsync(client));
        // Nobody may be connected to what is copied.
        await working.KillAsync();
        await SpreadAsync(few);
        var many = await stage.CopyAsync(few, "many");
        await QueryPlans.MultiplyAsync(many.Source, tables, Times - 1);
        await few.ExecuteAsync("VACUUM ANALYZE");
        await many.ExecuteAsync("VACUUM ANALYZE");

        var scans = await ScansAsync(many);
        var small = await ReadsAsync(stage, few, member);
        var large = await ReadsAsync(stage, many, member);
        for (var read = 0; read < small.Length; read++)
        {
            await Rounds.CompareAsync($"{small[read].Name} among {Few * Times} cases ÷ among {Few}, {Calls} calls at once", large[read], small[read], least: 1 / 3.0, aim: 1);
        }

        var scanned = (await ScansAsync(many)).Except(scans).Select(table => table.Name).ToArray();
        if (scanned.Length > 0) { throw new InvalidOperationException($"Read from end to end: {string.Join(", ", scanned)}."); }
    }

    private static async Task<Side[]> ReadsAsync(Stage stage, Database database, string member)
    {
        var service = await stage.StartAsync("team", "WorkAbilityTeam", traced: false, new Dictionary<string, string> { ["ConnectionStrings:team"] = await Stage.AppConnectionAsync("team", database.Name) });
        var apis = new Apis(Examples.Connect(stage, service.Address, 1)[0], member);
        var plans = await database.ListAsync("SELECT id FROM plan ORDER BY id", row => row.GetGuid(0).ToString());
        var next = 0;
        return
        [
            Of("a page of cases", async options => _ = (await apis.Cases.ListCasesAsync(new ListCasesRequest(), options)).Cases.Count),
            Of("a page of plans", async options => _ = (await apis.Plans.ListPlansAsync(new ListPlansRequest(), options)).Plans.Count),
            Of("a page of assessments", async options => _ = (await apis.Assessments.ListAssessmentsAsync(new ListAssessmentsRequest { State = AssessmentState.Booked }, options)).Assessments.Count),
            Of("due reviews", async options => _ = (await apis.Plans.ListDueReviewsAsync(new ListDueReviewsRequest(), options)).Reviews.Count),
            Of("due measures", async options => _ = (await apis.Plans.ListDueMeasuresAsync(new ListDueMeasuresRequest(), options)).Measures.Count),
            Of("open legs", async options => _ = (await apis.Assessments.ListOpenLegsAsync(new ListOpenLegsRequest(), options)).Legs.Count),
            Of("due measurements", async options => _ = (await apis.Measurements.ListDueMeasurementsAsync(new ListDueMeasurementsRequest(), options)).Measurements.Count),
            Of("overdue actions", async options => _ = (await apis.Actions.ListTeamActionsAsync(new ListTeamActionsRequest { AgreedByTeams = true, OverdueOnly = true }, options)).Actions.Count),
            // Of many, as few as of few: what grows is the database, not what is asked for.
            Of("GetPlan", async options => await apis.Plans.GetPlanAsync(new GetPlanRequest { PlanId = plans[Next(Few) * (plans.Count / Few)] }, options)),
        ];

        int Next(int count) => (int)((uint)Interlocked.Increment(ref next) % (uint)count);

        Side Of(string name, Func<CallOptions, Task> call) =>
            new(name, [CpuMeter.Client, CpuMeter.OfDotnet("service", service.Id), stage.Postgres], length => Callers.CallAsync(Calls, length, _ => call(apis.As())));
    }

    private static Task<List<(string Name, long Scans)>> ScansAsync(Database database) => database.ListAsync(
        $"SELECT relname, seq_scan FROM pg_stat_user_tables WHERE relname IN ({string.Join(", ", tables.Select(table => $"'{table.Table}'"))})", row => (row.GetString(0), row.GetInt64(1)));

    // What is due has its day in the fifty days that have passed, or in the fifty to come.
    private static async Task SpreadAsync(Database database)
    {
        foreach (var (table, column) in new[] { ("plan", "review_due_on"), ("plan_measure", "due_on"), ("measurement", "next_attempt_on"), ("team_action", "due_on") })
        {
            await database.ExecuteAsync($"WITH numbered AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM {table}) UPDATE {table} t SET {column} = current_date + (n % 100)::int - 50 FROM numbered WHERE numbered.id = t.id");
        }

        await database.ExecuteAsync("WITH numbered AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM assessment) UPDATE assessment t SET waiting_since = current_date - (n % 100)::int FROM numbered WHERE numbered.id = t.id");
    }

    /// <summary>The team's calls, and one case with what belongs to it.</summary>
    private sealed class Apis(ChannelBase channel, string token)
    {
        public CasesService.CasesServiceClient Cases { get; } = new(channel);

        public PlansService.PlansServiceClient Plans { get; } = new(channel);

        public AssessmentsService.AssessmentsServiceClient Assessments { get; } = new(channel);

        public MeasurementsService.MeasurementsServiceClient Measurements { get; } = new(channel);

        public TeamActionsService.TeamActionsServiceClient Actions { get; } = new(channel);

        public CallOptions As() => new(
            new Metadata { { "authorization", "Bearer " + token }, { "tyokyky-purpose", "service-coordination" } }, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20));

        public async Task MakeAsync(Guid client)
        {
            var day = FinnishTime.DayOf(TimeProvider.System.GetUtcNow());
            var caseId = (await Cases.OpenCaseAsync(new OpenCaseRequest { ClientId = client.ToString(), OpenedOn = day.AddDays(-60).ToDate(), RequestId = NewId() }, As())).TeamCase.CaseId;
            var action = new AgreedAction { Text = "Varataan aika", Owner = "benchmark-nurse", DueOn = day.AddDays(30).ToDate() };
            await Cases.RecordMeetingAsync(
                new RecordMeetingRequest
                {
                    HeldOn = day.AddDays(-50).ToDate(),
                    ProfessionsPresent = { "physician", "public-health-nurse" },
                    Mode = Mode.Video,
                    Minutes = 40,
                    Agenda = { new AgendaCase { CaseId = caseId, ClientPart = ClientPart.Present, Recommendation = "Laaditaan suunnitelma.", Actions = { action } } },
                    RequestId = NewId(),
                },
                As());
            Measure NewMeasure(string kind) => new() { Kind = kind, Provider = County, Owner = "benchmark-nurse", DueOn = day.AddDays(40).ToDate(), Basis = MeasureBasis.Voluntary, Text = "Tuki arkeen" };
            await Plans.WritePlanAsync(
                new WritePlanRequest
                {
                    CaseId = caseId,
                    Strengths = "Kädentaidot ja täsmällisyys.",
                    Goals = { new Goal { Text = "Löydän työn, jossa jaksan." } },
                    Measures = { NewMeasure("own-step"), NewMeasure("rehabilitation") },
                    MadeOn = day.AddDays(-45).ToDate(),
                    RequestId = NewId(),
                },
                As());
            var assessment = (await Assessments.OrderAssessmentAsync(
                new OrderAssessmentRequest { CaseId = caseId, Type = "other", Question = "Mihin työhön kunto riittää?", OrderedOn = day.AddDays(-44).ToDate(), RequestId = NewId() }, As())).Assessment.AssessmentId;
            await Assessments.BookAssessmentAsync(
                new BookAssessmentRequest
                {
                    AssessmentId = assessment,
                    StartsAt = TimeProvider.System.GetUtcNow().ToTimestamp(),
                    Professions = { "physician" },
                    Mode = Mode.InPerson,
                    BookedOn = day.AddDays(-40).ToDate(),
                    RequestId = NewId(),
                },
                As());
            await Measurements.PlanMeasurementAsync(
                new PlanMeasurementRequest { CaseId = caseId, Instrument = "kykyviisari", Phase = MeasurementPhase.Start, Owner = "benchmark-nurse", DueOn = day.AddDays(10).ToDate(), RequestId = NewId() }, As());
        }

        private static string NewId() => Guid.NewGuid().ToString();
    }
}
