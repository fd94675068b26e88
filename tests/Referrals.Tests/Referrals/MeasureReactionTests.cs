using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Referrals;

/// <summary>A plan's measure opens a referral of the team's organisation, as a draft.</summary>
public sealed class MeasureReactionTests(PathwayHost host) : IClassFixture<PathwayHost>
{
    [Fact]
    public async Task An_accepted_measure_of_kind_referral_opens_one_draft_that_the_team_completes()
    {
        var task = (await host.SubmittedAsync(service: "work-ability-team")).Tasks[0];
        var measure = NewMeasure(task);
        host.Sources.Tell("team", new MeasureAccepted(measure) { MeasureId = Guid.NewGuid().ToString(), Kind = "coaching", Service = "" }, task.ClientId);
        host.Sources.Tell("team", measure, task.ClientId);
        host.Sources.Tell("team", measure, task.ClientId);
        await Eventually.Holds(async () => (await OpenedAsync(task)).Count > 0, "the referral opens");

        var opened = (await OpenedAsync(task)).ShouldHaveSingleItem();
        opened.MeasureId.ShouldBe(measure.MeasureId);
        var team = new ReferralsService.ReferralsServiceClient(host.As(Role.Coordinator, measure.Organisation));
        var referral = (await team.GetReferralAsync(new GetReferralRequest { ReferralId = opened.ReferralId })).Referral;
        (referral.ClientId, referral.Tasks[0].TaskId, referral.Tasks[0].Status, referral.Tasks[0].Receiver, referral.Tasks[0].Service)
            .ShouldBe((task.ClientId, opened.TaskId, TaskStatus.Draft, ReferralsHost.Kela, "physiotherapy"));
        (await host.Database.FactsAsync<TaskRequested>(task.ClientId)).Select(fact => fact.TaskId).ShouldNotContain(opened.TaskId);
    }

    [Fact]
    public async Task Whom_no_record_is_known_of_is_referred_by_nobody()
    {
        var (unknown, task) = (Guid.NewGuid().ToString(), (await host.SubmittedAsync(service: "work-ability-team")).Tasks[0]);
        var measure = NewMeasure(task);
        host.Sources.Tell("team", new MeasureAccepted(measure) { MeasureId = Guid.NewGuid().ToString(), Client = new ClientFacets { ClientId = unknown } }, unknown);
        host.Sources.Tell("team", measure, task.ClientId);
        await Eventually.Holds(async () => (await OpenedAsync(task)).Count > 0, "the other referral opens");

        (await host.Database.FactsAsync<MeasureReferralOpened>(unknown)).ShouldBeEmpty();
    }

    private Task<IReadOnlyList<MeasureReferralOpened>> OpenedAsync(Contracts.Referrals.V1.Task task) => host.Database.FactsAsync<MeasureReferralOpened>(task.ClientId);

    private MeasureAccepted NewMeasure(Contracts.Referrals.V1.Task task) => new()
    {
        MeasureId = Guid.NewGuid().ToString(),
        PlanId = Guid.NewGuid().ToString(),
        CaseId = Guid.NewGuid().ToString(),
        Client = new ClientFacets { ClientId = task.ClientId },
        Organisation = task.Receiver,
        Kind = "referral",
        Provider = ReferralsHost.Kela,
        Service = "physiotherapy",
        Voluntary = true,
        AcceptedOn = FinnishTime.DayOf(host.Now).ToDate(),
    };
}
