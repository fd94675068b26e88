using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Coordination;

public sealed class ResponsiblePeopleTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private ResponsiblePeopleService.ResponsiblePeopleServiceClient People => new(host.As(Role.Coordinator | Role.Manager, ReferralsHost.City));

    private CoordinationService.CoordinationServiceClient Coordination => host.CoordinatorCoordination;

    [Fact]
    public async Task A_named_person_has_a_task_and_the_clients_word_once()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        var person = (await People.NameResponsiblePersonAsync(NewPerson(clientId))).Person;

        var accepted = (await People.RecordClientAcceptanceAsync(new RecordClientAcceptanceRequest { ResponsibilityId = person.ResponsibilityId, Accepted = true, Etag = person.Etag })).Person;

        (accepted.Acceptance, accepted.OrganisationName.Length > 0).ShouldBe((ClientAcceptance.Accepted, true));
        await People.RecordClientAcceptanceAsync(new RecordClientAcceptanceRequest { ResponsibilityId = person.ResponsibilityId }).ShouldFail(StatusCode.FailedPrecondition, "ALREADY_ANSWERED");
        await People.NameResponsiblePersonAsync(NewPerson(clientId)).ShouldFail(StatusCode.AlreadyExists, "ALREADY_RESPONSIBLE");
        await People.EndResponsibilityAsync(new EndResponsibilityRequest { ResponsibilityId = person.ResponsibilityId, Reason = "task-done" });
        await People.EndResponsibilityAsync(new EndResponsibilityRequest { ResponsibilityId = person.ResponsibilityId, Reason = "task-done" }).ShouldFail(StatusCode.FailedPrecondition, "RESPONSIBILITY_ENDED");
        (await host.Database.FactsAsync<ResponsiblePersonNamed>(clientId)).ShouldHaveSingleItem().Role.ShouldBe("work-ability-coordinator");
        (await host.Database.FactsAsync<ResponsibilityEnded>(clientId)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Whom_the_client_does_not_accept_is_responsible_no_more_and_the_client_may_say_so_alone()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        var person = (await People.NameResponsiblePersonAsync(NewPerson(clientId))).Person;
        var client = new ResponsiblePeopleService.ResponsiblePeopleServiceClient(host.As(Role.Client, ReferralsHost.City, clientRef: clientId));

        (await client.RecordClientAcceptanceAsync(new RecordClientAcceptanceRequest { ResponsibilityId = person.ResponsibilityId })).Person.Acceptance.ShouldBe(ClientAcceptance.Declined);

        (await client.ListResponsiblePeopleAsync(new ListResponsiblePeopleRequest { ClientId = clientId })).People.ShouldBeEmpty();
        (await client.ListResponsiblePeopleAsync(new ListResponsiblePeopleRequest { ClientId = clientId, IncludeEnded = true })).People.Count.ShouldBe(1);
        await new ResponsiblePeopleService.ResponsiblePeopleServiceClient(host.As(Role.Client, ReferralsHost.City, clientRef: Guid.NewGuid().ToString()))
            .ListResponsiblePeopleAsync(new ListResponsiblePeopleRequest { ClientId = clientId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task A_deputy_may_for_the_days_what_the_case_manager_may()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        var worker = "absent-" + clientId;
        await Coordination.AppointCaseManagerAsync(Appoint(clientId, worker));
        var today = FinnishTime.DayOf(host.Now);
        var request = new SetDeputyRequest { Worker = worker, WorkerName = "Poissa", Deputy = "deputy-1", DeputyName = "Sijainen", FromDay = today.ToDate(), ToDay = today.AddDays(7).ToDate() };

        var deputy = (await People.SetDeputyAsync(request)).Deputy;

        deputy.Clients.ShouldBe(1);
        (await People.ListResponsiblePeopleAsync(new ListResponsiblePeopleRequest { ClientId = clientId })).Deputy.ShouldBe("deputy-1");
        await People.SetDeputyAsync(request).ShouldFail(StatusCode.AlreadyExists, "DEPUTY_OVERLAPS");
        (await People.EndDeputyAsync(new EndDeputyRequest { DeputyId = deputy.DeputyId })).Deputy.ToDay.ShouldBe(today.ToDate());
        (await People.ListDeputiesAsync(new ListDeputiesRequest { Worker = worker })).Deputies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_becomes_a_colleague_s_deputy_or_takes_a_colleague_s_clients_by_themselves()
    {
        var (worker, today) = ("absent-" + Guid.NewGuid(), FinnishTime.DayOf(host.Now));
        var colleague = new ResponsiblePeopleService.ResponsiblePeopleServiceClient(host.As(Role.Coordinator, ReferralsHost.City, "colleague"));
        var self = new ResponsiblePeopleService.ResponsiblePeopleServiceClient(host.As(Role.Coordinator, ReferralsHost.City, worker));
        var request = new SetDeputyRequest { Worker = worker, WorkerName = "Poissa", Deputy = "colleague", DeputyName = "Sijainen", FromDay = today.ToDate(), ToDay = today.AddDays(7).ToDate() };

        await colleague.SetDeputyAsync(request).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await colleague.ReassignClientsAsync(new ReassignClientsRequest { FromWorker = worker, ToWorker = "colleague", ToWorkerName = "Itse", Reason = "worker-left" }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        var deputy = (await self.SetDeputyAsync(request)).Deputy;
        var third = new ResponsiblePeopleService.ResponsiblePeopleServiceClient(host.As(Role.Coordinator, ReferralsHost.City, "third"));
        await third.EndDeputyAsync(new EndDeputyRequest { DeputyId = deputy.DeputyId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await colleague.EndDeputyAsync(new EndDeputyRequest { DeputyId = deputy.DeputyId })).Deputy.ToDay.ShouldBe(today.ToDate());
    }

    [Fact]
    public async Task A_worker_who_leaves_hands_all_clients_over_without_a_gap()
    {
        var worker = "leaving-" + Guid.NewGuid();
        var clients = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            clients.Add((await host.SubmittedAsync()).ClientId);
            await Coordination.AppointCaseManagerAsync(Appoint(clients[i], worker));
        }

        var request = new ReassignClientsRequest { FromWorker = worker, ToWorker = worker + "-next", ToWorkerName = "Seuraaja", Reason = "worker-left", MaxClients = 2, RequestId = Guid.NewGuid().ToString() };
        var first = await People.ReassignClientsAsync(request);
        var again = await People.ReassignClientsAsync(request);
        request.RequestId = Guid.NewGuid().ToString();
        var second = await People.ReassignClientsAsync(request);

        (first.ClientIds.Count, first.Remaining, second.ClientIds.Count, second.Remaining).ShouldBe((2, 1, 1, 0));
        again.ShouldBe(first);
        var managers = await Coordination.GetCaseManagerAsync(new GetCaseManagerRequest { ClientId = clients[0] });
        managers.CaseManager.Worker.ShouldBe(worker + "-next");
        managers.History.ShouldHaveSingleItem().ToDay.ToDay().AddDays(1).ShouldBe(managers.CaseManager.FromDay.ToDay());
        (await People.ListCaseloadsAsync(new ListCaseloadsRequest { Worker = worker + "-next" })).Caseloads.ShouldHaveSingleItem().Clients.ShouldBe(3);
        request.RequestId = Guid.NewGuid().ToString();
        await People.ReassignClientsAsync(request).ShouldFail(StatusCode.NotFound, "NO_CLIENTS");
    }

    [Fact]
    public async Task A_caseload_alerts_above_the_limit_of_the_workers_part_of_full_time()
    {
        var worker = "busy-" + Guid.NewGuid();
        await People.SetFullTimeEquivalentAsync(new SetFullTimeEquivalentRequest { Worker = worker, WorkerName = "Kiireinen", Role = "case-manager", Hundredths = 3, FromDay = FinnishTime.DayOf(host.Now).ToDate() });
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await Coordination.AppointCaseManagerAsync(Appoint((await host.SubmittedAsync()).ClientId, worker));
        }

        var load = (await People.ListCaseloadsAsync(new ListCaseloadsRequest { Worker = worker })).Caseloads.ShouldHaveSingleItem();

        (load.Role, load.Clients, load.FullTimeHundredths, load.Limit, load.IsOverLimit).ShouldBe(("case-manager", 2, 3, 1, true));
    }

    [Fact]
    public async Task A_full_time_equivalent_ends_the_day_before_the_next_and_is_summed_by_day()
    {
        var programme = "fte-" + Guid.NewGuid().ToString("N")[..8];
        await SetAsync(100, 1, programme);
        await SetAsync(50, 11, programme);
        await People.SetFullTimeEquivalentAsync(Entry(20, 5, programme)).ShouldFail(StatusCode.AlreadyExists, "FULL_TIME_EQUIVALENT_OVERLAPS");

        var sums = await People.SumFullTimeEquivalentsAsync(new SumFullTimeEquivalentsRequest { FromDay = Day(1), ToDay = Day(20), Programme = programme });

        var sum = sums.Sums.ShouldHaveSingleItem();
        (sums.Days, sum.Role, sum.Workers, sum.HundredthDays, sum.AverageHundredths).ShouldBe((20, "job-coach", 1, 1500, 75));
    }

    [Fact]
    public async Task A_case_management_ends_and_may_begin_again()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        await Coordination.AppointCaseManagerAsync(Appoint(clientId, "ending"));

        await People.EndCaseManagementAsync(new EndCaseManagementRequest { ClientId = clientId, Reason = "need-ended" });

        var managers = await Coordination.GetCaseManagerAsync(new GetCaseManagerRequest { ClientId = clientId });
        (managers.CaseManager, managers.History.Count).ShouldBe((null, 1));
        await People.EndCaseManagementAsync(new EndCaseManagementRequest { ClientId = clientId, Reason = "need-ended" }).ShouldFail(StatusCode.NotFound, "NO_CASE_MANAGER");
        var again = Appoint(clientId, "again");
        again.FromDay = null;
        (await Coordination.AppointCaseManagerAsync(again)).CaseManager.Worker.ShouldBe("again");
    }

    [Fact]
    public async Task Of_full_time_equivalents_that_are_set_at_the_same_moment_none_overlap()
    {
        var programme = "fte-" + Guid.NewGuid().ToString("N")[..8];

        await Task.WhenAll(Enumerable.Range(1, 8).Select(day => OutcomeAsync(() => SetAsync(10, day, programme))));

        // Hundredths of as many days as there are: no day counts twice.
        var sums = await People.SumFullTimeEquivalentsAsync(new SumFullTimeEquivalentsRequest { FromDay = Day(8), ToDay = Day(8), Programme = programme });
        sums.Sums.ShouldHaveSingleItem().HundredthDays.ShouldBe(10);
    }

    [Fact]
    public async Task Two_ids_of_one_person_never_get_two_case_managers_or_the_same_person_twice()
    {
        var (kept, merged) = (await RegisteredAsync(), await RegisteredAsync());
        await host.AgencyRegister.MergeClientsAsync(
            new MergeClientsRequest { KeptClientId = kept, MergedClientId = merged, Reason = "Sama osoite", RequestId = Guid.NewGuid().ToString() });
        var agency = host.As(Role.Coordinator, ReferralsHost.Agency);
        var coordination = new CoordinationService.CoordinationServiceClient(agency);
        var people = new ResponsiblePeopleService.ResponsiblePeopleServiceClient(agency);

        var appointed = await Task.WhenAll(Enumerable.Range(0, 8).Select(at =>
            OutcomeAsync(() => coordination.AppointCaseManagerAsync(Appoint(at % 2 == 0 ? kept : merged, $"worker-{at}")).ResponseAsync)));
        var named = await Task.WhenAll(Enumerable.Range(0, 8).Select(at =>
            OutcomeAsync(() => people.NameResponsiblePersonAsync(NewPerson(at % 2 == 0 ? kept : merged)).ResponseAsync)));

        (appointed.Count(outcome => outcome.Length == 0), named.Count(outcome => outcome.Length == 0)).ShouldBe((1, 1));
    }

    // Without a code nobody finds that it is the same person, until somebody says so.
    private async Task<string> RegisteredAsync() => (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest
    {
        Client = new()
        {
            GivenNames = "Testi",
            FamilyName = "Kahdesti",
            BirthDate = new() { Year = 1949, Month = 1, Day = 2 },
            ContactLanguage = "fi",
            Register = "social-welfare",
        },
        RequestId = Guid.NewGuid().ToString(),
    })).Client.ClientId;

    private static async Task<string> OutcomeAsync<T>(Func<Task<T>> call)
    {
        try
        {
            await call();
            return "";
        }
        catch (RpcException refused)
        {
            return Refusal.Of(refused).Reason;
        }
    }

    private System.Threading.Tasks.Task<SetFullTimeEquivalentResponse> SetAsync(int hundredths, int day, string programme) => People.SetFullTimeEquivalentAsync(Entry(hundredths, day, programme)).ResponseAsync;

    private static SetFullTimeEquivalentRequest Entry(int hundredths, int day, string programme) =>
        new() { Worker = "coach-fte", WorkerName = "Valmentaja", Role = "job-coach", Hundredths = hundredths, FromDay = Day(day), Programme = programme };

    private static Date Day(int day) => new() { Year = 2026, Month = 1, Day = day };

    private static NameResponsiblePersonRequest NewPerson(string clientId) =>
        new() { ClientId = clientId, Role = "work-ability-coordinator", Worker = "coordinator-7", WorkerName = "Koordinaattori", AgreedTask = "Kokoaa työkyvyn tuen verkoston" };

    private static AppointCaseManagerRequest Appoint(string clientId, string worker) => new() { ClientId = clientId, Worker = worker, WorkerName = worker, FromDay = Day(2) };
}
