using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests.Referrals;

/// <summary>A referral names the unit or service that refers (ohjaava taho).</summary>
public sealed class ReferrerTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    [Fact]
    public async Task A_referral_its_task_and_their_facts_name_the_unit_and_the_service()
    {
        var unit = await UnitAsync(Agency);
        var request = host.NewReferral();
        (request.ReferringUnitId, request.ReferringService) = (unit, "disability-social-work");

        var sent = (await host.AgencyReferrals.SubmitReferralAsync(request)).Referral;

        (sent.ReferringUnitId, sent.ReferringUnitName, sent.ReferringService, sent.ReferredFromService).ShouldBe((unit, "Vammaispalvelut", "disability-social-work", ""));
        var received = (await host.CoordinatorReferrals.ListTasksAsync(new ListTasksRequest { ClientId = sent.ClientId })).Tasks.ShouldHaveSingleItem();
        (received.ReferringUnitId, received.ReferringUnitName, received.ReferringService).ShouldBe((unit, "Vammaispalvelut", "disability-social-work"));
        var expected = new Referrer { ReferralId = sent.ReferralId, Organisation = Agency, UnitId = unit, Service = "disability-social-work" };
        (await host.Database.FactsAsync<ReferralSubmitted>(sent.ClientId)).ShouldHaveSingleItem().Referrer.ShouldBe(expected);
        (await host.Database.FactsAsync<TaskRequested>(sent.ClientId)).ShouldHaveSingleItem().Referrer.ShouldBe(expected);
    }

    [Fact]
    public async Task Only_a_unit_that_the_organisation_has_today_and_a_service_that_exists_refer()
    {
        var ended = await UnitAsync(Agency, until: FinnishTime.DayOf(host.Now).AddDays(-1));

        await RefusedAsync(Guid.NewGuid().ToString(), "", "UNKNOWN_UNIT", "referring_unit_id");
        await RefusedAsync(await UnitAsync(City), "", "UNKNOWN_UNIT", "referring_unit_id");
        await RefusedAsync(ended, "", "UNKNOWN_UNIT", "referring_unit_id");
        await RefusedAsync("", "te-office", "CODE_NOT_VALID_THEN", "referring_service");
        var draft = new SaveDraftRequest { NewClient = host.NewPerson(), Need = new ReferralNeed { ReferringService = "nobody" } };
        (await host.AgencyReferrals.SaveDraftAsync(draft).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_CODE")).Metadata["field"].ShouldBe("need.referring_service");

        async Task RefusedAsync(string unit, string service, string reason, string field)
        {
            var request = host.NewReferral();
            (request.ReferringUnitId, request.ReferringService) = (unit, service);
            (await host.AgencyReferrals.SubmitReferralAsync(request).ShouldFail(StatusCode.InvalidArgument, reason)).Metadata["field"].ShouldBe(field);
        }
    }

    [Fact]
    public async Task A_referral_of_an_earlier_day_names_a_service_of_that_day()
    {
        var request = host.NewReferral();
        (request.ReferringService, request.SubmittedAt) = ("te-office", new DateTimeOffset(2022, 3, 1, 9, 0, 0, TimeSpan.Zero).ToTimestamp());

        (await host.AgencyReferrals.SubmitReferralAsync(request)).Referral.ReferringService.ShouldBe("te-office");
    }

    [Fact]
    public async Task A_draft_keeps_who_refers_until_it_is_sent()
    {
        var unit = await UnitAsync(Agency);
        var draft = (await host.AgencyReferrals.SaveDraftAsync(new SaveDraftRequest
        {
            NewClient = host.NewPerson(),
            Need = new ReferralNeed { Reasons = { "other" }, ReasonForClient = "Sovitusti.", ReferringUnitId = unit, ReferringService = "social-work" },
            Receiver = City,
            Service = "coordination",
        })).Referral;
        var task = draft.Tasks[0].TaskId;

        await host.AgencyReferrals.UpdateDraftAsync(new UpdateDraftRequest { TaskId = task, Need = new ReferralNeed { ReferringService = "disability-social-work" } });
        var sent = (await host.AgencyReferrals.SubmitDraftAsync(new SubmitDraftRequest { TaskId = task, VoluntarinessTold = true })).Referral;

        (sent.ReferringUnitId, sent.ReferringService, sent.Tasks[0].ReferringService).ShouldBe((unit, "disability-social-work", "disability-social-work"));
        var told = (await host.Database.FactsAsync<TaskRequested>(sent.ClientId)).ShouldHaveSingleItem().Referrer;
        (told.UnitId, told.Service).ShouldBe((unit, "disability-social-work"));
    }

    [Fact]
    public async Task An_onward_referral_tells_the_service_that_it_comes_from_to_whom_it_shows_the_parent()
    {
        var task = await AcceptedAsync();

        var child = (await host.CoordinatorReferrals.ReferOnwardAsync(new ReferOnwardRequest
        {
            TaskId = task.TaskId,
            Need = new ReferralNeed { Reasons = { "work-ability-unclear" }, ReasonForClient = "Kela auttaa eteenpäin.", ReferringService = "coordination" },
            Receiver = ReferralsHost.Kela,
            Service = "vocational-rehabilitation",
            VoluntarinessTold = true,
        })).Referral;

        (child.ReferringService, child.ReferredFromService).ShouldBe(("coordination", "coordination"));
        var seen = (await Kela.GetReferralAsync(new GetReferralRequest { ReferralId = child.ReferralId })).Referral;
        (seen.ReferringService, seen.ReferredFromService).ShouldBe(("coordination", ""));
        (await host.Database.FactsAsync<TaskRequested>(child.ClientId))[^1].Referrer
            .ShouldBe(new Referrer { ReferralId = child.ReferralId, Organisation = City, Service = "coordination", FromService = "coordination" });
    }

    [Fact]
    public async Task Who_has_taken_a_task_sends_further_ones_in_its_own_name()
    {
        var unit = await UnitAsync(City);
        var task = await AcceptedAsync("disability-social-work");

        await host.CoordinatorReferrals.SendTaskAsync(new SendTaskRequest
        {
            ReferralId = task.ReferralId,
            Receiver = ReferralsHost.Kela,
            Service = "vocational-rehabilitation",
            VoluntarinessTold = true,
            ReferringUnitId = unit,
        });
        await host.AgencyReferrals.SendTaskAsync(
            new SendTaskRequest { ReferralId = task.ReferralId, Receiver = City, Service = "work-ability-team", VoluntarinessTold = true });

        var told = (await host.Database.FactsAsync<TaskRequested>(task.ClientId)).ToDictionary(fact => fact.Service, fact => fact.Referrer);
        told["vocational-rehabilitation"].ShouldBe(new Referrer { ReferralId = task.ReferralId, Organisation = City, UnitId = unit, FromService = "coordination" });
        told["work-ability-team"].ShouldBe(new Referrer { ReferralId = task.ReferralId, Organisation = Agency, Service = "disability-social-work" });
    }

    [Fact]
    public async Task A_client_s_own_referral_is_the_client_s()
    {
        var person = (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = host.NewPerson() })).Client;
        var own = new ReferralsService.ReferralsServiceClient(host.As(Role.Client, Agency, clientRef: person.ClientId));

        var sent = (await own.SubmitOwnReferralAsync(new SubmitOwnReferralRequest { Reasons = { "wish-for-work" }, Receiver = City, Service = "coordination" })).Referral;

        sent.ReferringService.ShouldBe("client");
        (await host.Database.FactsAsync<ReferralSubmitted>(person.ClientId)).ShouldHaveSingleItem().Referrer
            .ShouldBe(new Referrer { ReferralId = sent.ReferralId, Service = "client" });
    }

    [Fact]
    public async Task A_sender_lists_what_one_of_its_units_or_services_sent()
    {
        var (unit, other) = (await UnitAsync(Agency), await UnitAsync(Agency));
        var (mine, theirs) = (await SentAsync(unit, "oral-health"), await SentAsync(other, "housing"));

        (await IdsAsync(new ListReferralsRequest { ReferringUnitId = unit })).ShouldBe([mine]);
        (await IdsAsync(new ListReferralsRequest { ReferringService = "housing" })).ShouldBe([theirs]);
        (await IdsAsync(new ListReferralsRequest { ReferringUnitId = other, ReferringService = "oral-health" })).ShouldBeEmpty();
        await IdsAsync(new ListReferralsRequest { ReferringService = "nobody" }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_CODE");

        async Task<string> SentAsync(string unitId, string service)
        {
            var request = host.NewReferral();
            (request.ReferringUnitId, request.ReferringService) = (unitId, service);
            return (await host.AgencyReferrals.SubmitReferralAsync(request)).Referral.ReferralId;
        }

        async Task<string[]> IdsAsync(ListReferralsRequest request) =>
            [.. (await host.AgencyReferrals.ListReferralsAsync(request)).Referrals.Select(referral => referral.ReferralId)];
    }

    private ReferralsService.ReferralsServiceClient Kela => new(host.As(Role.Referrer, ReferralsHost.Kela));

    private async Task<Contracts.Referrals.V1.Task> AcceptedAsync(string referringService = "")
    {
        var request = host.NewReferral();
        request.ReferringService = referringService;
        var task = (await host.AgencyReferrals.SubmitReferralAsync(request)).Referral.Tasks[0];
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task.TaskId });
        return task;
    }

    private async Task<string> UnitAsync(string organisation, DateOnly? until = null) =>
        (await new OrganisationsService.OrganisationsServiceClient(host.As(Role.Operator)).RegisterUnitAsync(
            new RegisterUnitRequest { OrganisationId = organisation, Name = "Vammaispalvelut", ValidTo = until?.ToDate() })).Unit.UnitId;
}
