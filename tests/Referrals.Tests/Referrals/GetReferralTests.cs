using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Xunit;
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests.Referrals;

/// <summary>A referral that was shown before is shown to each organisation as it is for that one, now.</summary>
public sealed class GetReferralTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    [Fact]
    public async Task What_one_organisation_was_shown_no_other_is_shown()
    {
        var submitted = host.NewReferral();
        submitted.ExternalReferences.Add(new ExternalReference { System = "esimerkki", Value = Guid.NewGuid().ToString() });
        var referral = (await host.AgencyReferrals.SubmitReferralAsync(submitted)).Referral;
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = referral.Tasks[0].TaskId });
        await host.CoordinatorReferrals.SendTaskAsync(new SendTaskRequest { VoluntarinessTold = true, ReferralId = referral.ReferralId, Receiver = Stranger, Service = "coordination" });

        for (var time = 0; time < 3; time++)
        {
            var (sender, receiver) = (await GetAsync(host.AgencyReferrals, referral), await GetAsync(host.StrangerReferrals, referral));
            (sender.Tasks.Count, sender.TasksWithheld, sender.ExternalReferences.Count).ShouldBe((2, false, 1));
            (receiver.Tasks.Count, receiver.TasksWithheld, receiver.ExternalReferences.Count).ShouldBe((1, true, 0));
        }
    }

    [Fact]
    public async Task Who_is_also_the_client_is_shown_its_own_and_its_colleagues_are_not()
    {
        var referral = await host.SubmittedAsync();
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = referral.Tasks[0].TaskId });
        await host.CoordinatorReferrals.SendTaskAsync(new SendTaskRequest { VoluntarinessTold = true, ReferralId = referral.ReferralId, Receiver = Stranger, Service = "coordination" });
        var both = new ReferralsService.ReferralsServiceClient(host.As(Role.Coordinator | Role.Client, Stranger, clientRef: referral.ClientId));

        (await GetAsync(host.StrangerReferrals, referral)).Tasks.Count.ShouldBe(1);
        (await GetAsync(both, referral)).Tasks.Count.ShouldBe(2);
        (await GetAsync(host.StrangerReferrals, referral)).Tasks.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_organisations_new_name_is_shown_with_what_was_read_before()
    {
        const string Own = "9000003-8";
        await NameAsync(Own, "Vanha nimi");
        var referrals = new ReferralsService.ReferralsServiceClient(host.As(Role.Referrer, Own));
        var referral = await host.SubmittedAsync(referrals);
        (await GetAsync(referrals, referral)).SenderName.ShouldBe("Vanha nimi");

        await NameAsync(Own, "Uusi nimi");

        (await GetAsync(referrals, referral)).SenderName.ShouldBe("Uusi nimi");
    }

    private static async Task<Referral> GetAsync(ReferralsService.ReferralsServiceClient referrals, Referral referral) =>
        (await referrals.GetReferralAsync(new GetReferralRequest { ReferralId = referral.ReferralId })).Referral;

    private async Task NameAsync(string id, string name) =>
        await new OrganisationsService.OrganisationsServiceClient(host.As(Role.Operator)).RegisterOrganisationAsync(
            new RegisterOrganisationRequest { OrganisationId = id, Name = name, Kind = "municipality", Services = { "coordination" } });
}
