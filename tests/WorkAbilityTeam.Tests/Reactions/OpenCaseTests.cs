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
        (await host.Database.ScalarAsync<string>($"SELECT actor || ' ' || to_state FROM transition WHERE object_id = '{opened.CaseId}'")).ShouldBe("system open");
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM access_log WHERE client_id = '{opened.ClientId}' AND kind = 'change' AND subject = 'system'")).ShouldBe(1);
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
