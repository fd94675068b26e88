using System.Globalization;
using Grpc.Core;
using Tyokyky.Benchmarks.Ground;
using Tyokyky.Benchmarks.Measuring;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Benchmarks;

/// <summary>
/// Caseloads, a coach's and the organisation's week, and the live pre-review of one organisation: with 200 coaches, 4 000 coached clients and 400 000
/// contacts, and with a tenth of all that.
/// </summary>
internal static class Coach
{
    private const int Coaches = 20;
    private const int Times = 10;
    private const int ClientsOfCoach = 20;
    private const int ContactsOfClient = 100;
    private const int Days = 730;
    private const int PeriodDays = 182;
    private const string Organisation = "2345678-0";

    public static async Task RunAsync()
    {
        await using var stage = await Stage.SetAsync();
        var few = await stage.MigrateAsync("coaching", "JobCoaching");
        await few.ExecuteAsync($"INSERT INTO registered_organisation VALUES ('{Organisation}')");
        var many = await stage.CopyAsync(few, "many");
        await FillAsync(few, Coaches);
        await FillAsync(many, Coaches * Times);

        var small = await ReadsAsync(stage, few, Coaches);
        var large = await ReadsAsync(stage, many, Coaches * Times);
        for (var read = 0; read < small.Length; read++)
        {
            await Rounds.CompareAsync($"{small[read].Name} of {Coaches * Times} coaches ÷ of {Coaches}", large[read], small[read], least: 1 / 3.0, aim: 1);
        }
    }

    private static async Task<Side[]> ReadsAsync(Stage stage, Database database, int coaches)
    {
        var service = await stage.StartAsync("coaching", "JobCoaching", traced: false, new Dictionary<string, string> { ["ConnectionStrings:coaching"] = await Stage.AppConnectionAsync("coaching", database.Name) });
        var channel = Examples.Connect(stage, service.Address, 1)[0];
        var (caseloads, quality) = (new CaseloadsService.CaseloadsServiceClient(channel), new QualityService.QualityServiceClient(channel));
        var token = stage.Neighbours.Token("benchmark-manager", Organisation, "manager");
        var today = FinnishTime.DayOf(TimeProvider.System.GetUtcNow());
        var preview = new PreviewQualityRequest { Set = "IPS-25", FromDay = today.AddDays(-PeriodDays).ToDate(), ToDay = today.ToDate() };
        var next = 0;
        return
        [
            Of("a page of caseloads", async options => _ = (await caseloads.ListCaseloadsAsync(new ListCaseloadsRequest(), options)).Caseloads.Count),
            Of("a coach's week", async options => _ = (await caseloads.ListAgendaAsync(new ListAgendaRequest { Span = AgendaSpan.Week, Coach = NextCoach() }, options)).Items.Count),
            Of("the organisation's week", async options => _ = (await caseloads.ListAgendaAsync(new ListAgendaRequest { Span = AgendaSpan.Week }, options)).Items.Count),
            Of("the pre-review of half a year", async options => _ = (await quality.PreviewQualityAsync(preview, options)).Items.Count),
        ];

        string NextCoach() => string.Create(CultureInfo.InvariantCulture, $"coach-{(uint)Interlocked.Increment(ref next) % (uint)coaches}");

        CallOptions Options() => new(
            new Metadata { { "authorization", "Bearer " + token }, { "tyokyky-purpose", "service-coordination" } }, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20));

        Side Of(string name, Func<CallOptions, Task> call) =>
            new(name, [CpuMeter.Client, CpuMeter.OfDotnet("service", service.Id), stage.Postgres], length => Callers.CallAsync(1, length, _ => call(Options())));
    }

    // The triggers count what is written one by one; so much at once is counted once, by the same statements.
    private static async Task FillAsync(Database database, int coaches)
    {
        await database.ExecuteAsync(string.Create(CultureInfo.InvariantCulture,
        $$"""
        INSERT INTO coaching (id, version, client_id, age_band, municipality, programme, organisation, state, coach, coach_name, model, opened_on, started_on,
          ended_on, outcome, occupations, municipalities, max_weekly_hours, disclosure, client_contacts, employer_contacts, network_contacts, coaches, in_work_supports)
        SELECT md5('coaching' || n)::uuid, 1, md5('client' || n)::uuid, 2, '698', '', '{{Organisation}}', CASE WHEN n % 4 = 0 THEN 3 ELSE 2 END,
          'coach-' || (n - 1) / {{ClientsOfCoach}}, 'Coach', 'quality-criteria-supported-employment', current_date - {{Days}} + n % 700 - 20,
          current_date - {{Days}} + n % 700, CASE WHEN n % 4 = 0 THEN current_date - n % 20 END, '', '{51}', '{698}', 30, 1, 0, 0, 0,
          jsonb_build_array(jsonb_build_object('coach', 'coach-' || (n - 1) / {{ClientsOfCoach}}, 'name', 'Coach', 'from', current_date - {{Days}} + n % 700, 'reason', '')),
          CASE WHEN n % 3 = 0 THEN jsonb_build_array(jsonb_build_object('from', current_date - 25)) ELSE '[]' END
        FROM generate_series(1, {{coaches * ClientsOfCoach}}) n;
        ALTER TABLE coaching_contact DISABLE TRIGGER USER;
        INSERT INTO coaching_contact (id, coaching_id, party, employer_id, mode, minutes, contacted_on, in_clients_name, matches_wishes, note, recorded_at, wishes_known)
        SELECT gen_random_uuid(), c.id, 1 + (i % 4) / 3, CASE WHEN i % 4 = 3 THEN gen_random_uuid() END, 1 + i % 7, 30,
          c.started_on + (i * (current_date - c.started_on)) / {{ContactsOfClient}}, false, i % 8 = 3, '', now(), true
        FROM coaching c, generate_series(1, {{ContactsOfClient}}) i;
        ALTER TABLE coaching_contact ENABLE TRIGGER USER;
        SELECT count_coaching(id) FROM coaching;
        INSERT INTO employer_contact_day
        SELECT c.organisation, k.contacted_on, c.model, k.mode IN (1, 2, 3, 7), k.wishes_known, k.matches_wishes, count(*)
        FROM coaching_contact k JOIN coaching c ON c.id = k.coaching_id WHERE k.party = 2 GROUP BY 1, 2, 3, 4, 5, 6;
        INSERT INTO result (id, version, type, coaching_id, client_id, age_band, municipality, programme, sex, contact_language, customer_profile, referrer,
          referring_service, referred_from_service, organisation, started_on, employer_id, place, code, end_reason, outcome, contract, weekly_hours, working_time,
          occupation, open_labour_market, pay_subsidised, sector, state, subsidies, error_reason)
        SELECT gen_random_uuid(), 1, 1, c.id, c.client_id, 2, '698', '', 1, 'fi', '', '', '', '', c.organisation, c.started_on + 20, gen_random_uuid(), '', '', '', '', 1,
          20, 1, (5000 + hashtext(c.id::text) % 400)::text, true, false, 'company', 1, '[]', ''
        FROM coaching c WHERE hashtext(c.id::text) % 2 = 0;
        INSERT INTO planned_contact
        SELECT gen_random_uuid(), 1, c.id, c.client_id, c.organisation, '', current_date + i * 3 - 6, 1, 1, '', '', 1, NULL, NULL, ''
        FROM coaching c, generate_series(0, 4) i WHERE c.state = 2;
        INSERT INTO coach_time
        SELECT gen_random_uuid(), 1, '{{Organisation}}', 'coach-' || k, current_date - d * 7, 'employment-work', 'community', 1200, ''
        FROM generate_series(0, {{coaches - 1}}) k, generate_series(0, {{Days / 7}}) d;
        """));
        await database.ExecuteAsync("VACUUM ANALYZE");
    }
}
