using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests.Reactions;

public sealed class OpenCaseTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Fact]
    public async Task A_task_for_the_team_opens_the_receivers_case()
    {
        var task = TeamHost.NewTask();
        host.Sources.Tell("referrals", task, task.Client.ClientId);

        var opened = await host.CaseOfAsync(task.TaskId);

        opened.ClientId.ShouldBe(task.Client.ClientId);
        opened.Organisation.ShouldBe(task.Receiver);
        opened.ReferralId.ShouldBe(task.ReferralId);
        opened.State.ShouldBe(CaseState.Open);
        opened.Programme.ShouldBe("kokeilu");
        opened.OpenedOn.ShouldBe(FinnishTime.DayOf(task.RequestedAt.ToDateTimeOffset()).ToDate());
        var fact = (await host.Database.FactsAsync<CaseOpened>(opened.ClientId)).ShouldHaveSingleItem();
        (fact.CaseId, fact.TaskId, fact.Organisation).ShouldBe((opened.CaseId, task.TaskId, task.Receiver));
        fact.Client.ShouldBe(task.Client);
        fact.Referrer.ShouldBe(task.Referrer);
        (await host.Database.ScalarAsync<string>($"SELECT actor || ' ' || to_state FROM transition WHERE object_id = '{opened.CaseId}'")).ShouldBe("system open");
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM access_log WHERE client_id = '{opened.ClientId}' AND kind = 'change' AND subject = 'system'")).ShouldBe(1);
    }

    [Fact]
    public async Task Who_sent_the_client_goes_with_the_case_to_another_team_and_on_to_the_plan()
    {
        var task = TeamHost.NewTask();
        host.Sources.Tell("referrals", task, task.Client.ClientId);
        var opened = await host.CaseOfAsync(task.TaskId);

        await host.Plans.WritePlanAsync(TeamHost.NewPlan(opened, TeamHost.NewMeasure()));

        var agreed = (await host.Database.FactsAsync<MeasureAgreed>(opened.ClientId)).ShouldHaveSingleItem();
        (agreed.Referrer, agreed.Client).ShouldBe((task.Referrer, task.Client));
    }

    [Fact]
    public async Task What_an_older_fact_does_not_tell_is_not_known()
    {
        var task = TeamHost.NewTask();
        task.Referrer = null;
        (task.Client.Sex, task.Client.ContactLanguage, task.Client.CustomerProfile) = (Sex.Unspecified, "", "");
        host.Sources.Tell("referrals", task, task.Client.ClientId);
        var opened = await host.CaseOfAsync(task.TaskId);

        var fact = (await host.Database.FactsAsync<CaseOpened>(opened.ClientId)).ShouldHaveSingleItem();
        fact.Referrer.ShouldBeNull();
        (fact.Client.Sex, fact.Client.ContactLanguage, fact.Client.CustomerProfile).ShouldBe((Sex.Unknown, "und", "unknown"));
    }

    [Fact]
    public async Task An_order_of_non_disclosure_hides_in_what_the_case_goes_on_to_tell_who_the_client_is()
    {
        var opened = await host.OpenedAsync();
        var other = await host.OpenedAsync();
        var hidden = new ClientFacets
        {
            ClientId = opened.ClientId,
            AgeBand = AgeBand._3054,
            Municipality = "unknown",
            Sex = Sex.Unknown,
            ContactLanguage = "und",
            CustomerProfile = "unknown",
        };
        // Of a client without an order something is always told.
        var moved = new ClientFacets(hidden) { ClientId = other.ClientId, ContactLanguage = "fi" };
        host.Sources.Tell("referrals", new ClientChanged { Client = moved, Controller = TeamHost.City }, other.ClientId);
        host.Sources.Tell("referrals", new ClientChanged { Client = hidden, Controller = TeamHost.City }, opened.ClientId);
        await Eventually.Holds(
            async () => await host.Database.ScalarAsync<long>($"SELECT count(*) FROM transition WHERE object_id = '{opened.CaseId}' AND to_state = 'client-hidden'") == 1,
            "the order is in force here");

        foreach (var each in new[] { opened, other })
        {
            await host.Cases.CloseCaseAsync(new CloseCaseRequest { CaseId = each.CaseId, Outcome = "need-resolved" });
        }

        var told = (await host.Database.FactsAsync<CaseClosed>(opened.ClientId)).ShouldHaveSingleItem().Client;
        (told.Municipality, told.Sex, told.ContactLanguage, told.CustomerProfile, told.Programme).ShouldBe(("unknown", Sex.Unknown, "und", "unknown", "kokeilu"));
        (await host.Database.FactsAsync<CaseClosed>(other.ClientId)).ShouldHaveSingleItem().Client.Municipality.ShouldBe("698");
    }

    [Fact]
    public async Task An_order_of_non_disclosure_holds_for_all_that_is_kept_of_the_client_also_where_it_has_ended()
    {
        string[] tables = ["team_case", "assessment", "social_situation", "measurement", "functional_period"];
        var opened = await host.OpenedAsync();
        await host.AssessedAsync(opened);
        await host.Cases.CloseCaseAsync(new CloseCaseRequest { CaseId = opened.CaseId, Outcome = "need-resolved" });
        var hidden = new ClientFacets { ClientId = opened.ClientId, AgeBand = AgeBand._3054, Municipality = "unknown", Sex = Sex.Unknown, ContactLanguage = "und", CustomerProfile = "unknown" };
        foreach (var table in tables)
        {
            (await ToldAsync(table, "698")).ShouldBe(1, table);
        }

        host.Sources.Tell("referrals", new ClientChanged { Client = hidden, Controller = TeamHost.City }, opened.ClientId);

        foreach (var table in tables)
        {
            await Eventually.Holds(async () => (await ToldAsync(table, "unknown"), await ToldAsync(table, "698")) == (1, 0), $"the order is in force in {table}");
        }

        Task<long> ToldAsync(string table, string municipality) =>
            host.Database.ScalarAsync<long>($"SELECT count(*) FROM {table} WHERE client_id = '{opened.ClientId}' AND municipality = '{municipality}'");
    }

    [Fact]
    public async Task A_task_told_twice_opens_one_case_and_a_task_for_another_service_none()
    {
        var other = TeamHost.NewTask(service: "job-coaching");
        var task = TeamHost.NewTask();
        host.Sources.Tell("referrals", other, other.Client.ClientId);
        host.Sources.Tell("referrals", task, task.Client.ClientId);
        host.Sources.Tell("referrals", task, task.Client.ClientId);
        var last = await host.OpenedAsync();

        (await host.Cases.ListCasesAsync(new ListCasesRequest { TaskId = task.TaskId })).Cases.ShouldHaveSingleItem();
        (await host.Database.FactsAsync<CaseOpened>(task.Client.ClientId)).ShouldHaveSingleItem();
        (await host.Cases.ListCasesAsync(new ListCasesRequest { TaskId = other.TaskId })).Cases.ShouldBeEmpty();
        last.State.ShouldBe(CaseState.Open);
    }
}
