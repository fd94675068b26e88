using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Coordination;

/// <summary>Whom a work-ability team's meeting named.</summary>
public sealed class CaseManagerNamingTests(PathwayHost host) : IClassFixture<PathwayHost>
{
    private Google.Type.Date Today => FinnishTime.DayOf(host.Now).ToDate();

    [Fact]
    public async Task Whom_a_teams_meeting_named_becomes_the_case_manager_without_a_gap()
    {
        var client = (await host.SubmittedAsync(service: "work-ability-team")).ClientId;
        var first = Tell(client, ReferralsHost.City, "team-nurse");
        await AnsweredAsync(client, first);

        (await ManagerAsync(client)).ShouldBe(("team-nurse", ReferralsHost.City));
        var second = Tell(client, ReferralsHost.Agency, "agency-worker");
        await AnsweredAsync(client, second);

        (await ManagerAsync(client)).ShouldBe(("agency-worker", ReferralsHost.Agency));
        var facts = await host.Database.FactsAsync<CaseManagerAppointed>(client);
        facts.Select(fact => (fact.NamingId, fact.Organisation, fact.Reason)).ShouldBe([(first, ReferralsHost.City, ""), (second, ReferralsHost.Agency, "next-phase")]);

        // The same once more: it is so already, and the team hears it.
        var again = Tell(client, ReferralsHost.Agency, "agency-worker");
        await AnsweredAsync(client, again);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM case_manager WHERE client_id = '{client}'")).ShouldBe(2);
    }

    [Fact]
    public async Task A_registered_professional_is_named_as_the_register_has_it()
    {
        var client = (await host.SubmittedAsync(service: "work-ability-team")).ClientId;
        await new OrganisationsService.OrganisationsServiceClient(host.As(Role.Coordinator, ReferralsHost.City)).RegisterProfessionalAsync(
            new RegisterProfessionalRequest { Subject = "known-nurse", OrganisationId = ReferralsHost.City, Name = "Tiina Tiimi", Profession = "public-health-nurse" });
        await AnsweredAsync(client, Tell(client, ReferralsHost.City, "known-nurse"));

        var manager = (await host.CoordinatorCoordination.GetCaseManagerAsync(new GetCaseManagerRequest { ClientId = client })).CaseManager;

        manager.WorkerName.ShouldBe("Tiina Tiimi");
    }

    [Fact]
    public async Task Another_authoritys_case_management_that_neither_knows_of_stays_and_the_team_is_told()
    {
        var elsewhere = (await host.SubmittedAsync(host.AgencyReferrals, ReferralsHost.Kela, "vocational-rehabilitation")).ClientId;
        await host.ManagedAsync(elsewhere);

        var refused = Tell(elsewhere, ReferralsHost.City, "team-nurse");
        await AnsweredAsync(elsewhere, refused);
        var unknown = Guid.NewGuid().ToString();
        var nobody = Tell(unknown, ReferralsHost.City, "team-nurse");
        await AnsweredAsync(unknown, nobody);

        (await host.Database.FactsAsync<CaseManagerNamingRefused>(elsewhere)).ShouldHaveSingleItem().Reason.ShouldBe("case-managed-elsewhere");
        (await host.Database.FactsAsync<CaseManagerNamingRefused>(unknown)).ShouldHaveSingleItem().Reason.ShouldBe("client-unknown");
        (await host.Database.ScalarAsync<string>($"SELECT worker FROM case_management WHERE client_id = '{elsewhere}'")).ShouldBe("agency-manager");
    }

    [Fact]
    public async Task The_task_of_a_case_that_was_a_mistake_fails()
    {
        var task = (await host.SubmittedAsync(service: "work-ability-team")).Tasks[0];
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task.TaskId });
        host.Sources.Tell(
            "team",
            new CaseEnteredInError { CaseId = Guid.NewGuid().ToString(), TaskId = task.TaskId, ClientId = task.ClientId, Organisation = ReferralsHost.City, Reason = "duplicate", EnteredOn = Today },
            task.ClientId);

        await Eventually.Holds(
            async () => (await host.CoordinatorReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = task.ReferralId })).Referral.Tasks[0].Status == Contracts.Referrals.V1.TaskStatus.Failed,
            "the task fails");
    }

    private string Tell(string client, string organisation, string worker)
    {
        var naming = new CaseManagerNamed
        {
            NamingId = Guid.NewGuid().ToString(),
            CaseId = Guid.NewGuid().ToString(),
            ClientId = client,
            NamedBy = ReferralsHost.City,
            Organisation = organisation,
            Worker = worker,
            FromDay = Today,
        };
        host.Sources.Tell("team", naming, client);
        return naming.NamingId;
    }

    private Task AnsweredAsync(string client, string naming) => Eventually.Holds(
        async () => (await host.Database.FactsAsync<CaseManagerAppointed>(client)).Any(fact => fact.NamingId == naming)
            || (await host.Database.FactsAsync<CaseManagerNamingRefused>(client)).Any(fact => fact.NamingId == naming),
        "the naming is answered");

    private async Task<(string Worker, string Organisation)> ManagerAsync(string client)
    {
        var manager = (await host.CoordinatorCoordination.GetCaseManagerAsync(new GetCaseManagerRequest { ClientId = client })).CaseManager;
        return (manager.Worker, manager.Organisation);
    }
}
