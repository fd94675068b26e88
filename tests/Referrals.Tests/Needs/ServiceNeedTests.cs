using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Needs;

public sealed class ServiceNeedTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private ServiceNeedsService.ServiceNeedsServiceClient Needs => new(host.As(Role.Coordinator, ReferralsHost.City));

    private ServiceNeedsService.ServiceNeedsServiceClient KelaNeeds => new(host.As(Role.Referrer, ReferralsHost.Kela));

    private ServiceNeedsService.ServiceNeedsServiceClient StrangerNeeds => new(host.As(Role.Coordinator, ReferralsHost.Stranger));

    [Fact]
    public async Task A_need_goes_from_waiting_to_received_and_facts_tell_each_step()
    {
        var assessment = await RecordedAsync(new NewServiceNeed { Service = "debt-counselling" }, new NewServiceNeed { Service = "mental-health", Status = NeedStatus.NoSuchService });
        var need = assessment.Needs[0];

        var waiting = (await Needs.QueueNeedAsync(new QueueNeedRequest { NeedId = need.NeedId, Provider = ReferralsHost.Agency, Etag = need.Etag })).Need;
        await Needs.QueueNeedAsync(new QueueNeedRequest { NeedId = need.NeedId }).ShouldFail(StatusCode.FailedPrecondition, "NEED_WAITING");
        await Needs.ReceiveNeedAsync(new ReceiveNeedRequest { NeedId = need.NeedId, Etag = waiting.Etag });

        waiting.ProviderName.ShouldNotBeEmpty();
        waiting.AllowedActions.Single(action => action.Action == "QueueNeed").BlockedReason.ShouldBe("NEED_WAITING");
        var read = (await Needs.GetNeedsAssessmentAsync(new GetNeedsAssessmentRequest { AssessmentId = assessment.AssessmentId })).Assessment;
        read.Needs.Select(need => need.Status).ShouldBe([NeedStatus.Received, NeedStatus.NoSuchService]);
        (await host.Database.FactsAsync<NeedIdentified>(assessment.ClientId)).Select(fact => fact.Status).ShouldBe(["open", "no-such-service"]);
        (await host.Database.FactsAsync<NeedStatusChanged>(assessment.ClientId)).Select(fact => fact.Status).ShouldBe(["waiting", "received"]);
    }

    [Fact]
    public async Task An_authority_that_could_sanction_cannot_tell_a_decline_from_what_never_began()
    {
        var assessment = await RecordedAsync(
            ReferralsHost.Kela,
            new NewServiceNeed { Service = "vocational-rehabilitation", Status = NeedStatus.Declined, StatusReason = "client-declined", Description = "Ei halua nyt" },
            new NewServiceNeed { Service = "peer-support" },
            new NewServiceNeed { Service = "social-rehabilitation", Status = NeedStatus.NoSuchService });

        var seen = (await KelaNeeds.GetNeedsAssessmentAsync(new GetNeedsAssessmentRequest { AssessmentId = assessment.AssessmentId })).Assessment;

        seen.Summary.ShouldBeEmpty();
        foreach (var need in seen.Needs)
        {
            (need.Status, need.StatusReason, need.Description).ShouldBe((NeedStatus.NotStarted, "", ""));
            need.AllowedActions.ShouldBe(seen.Needs[0].AllowedActions);
        }

        (await KelaNeeds.ListServiceNeedsAsync(new ListServiceNeedsRequest { ClientId = assessment.ClientId, Status = NeedStatus.Declined })).Needs.ShouldBeEmpty();
        (await KelaNeeds.ListServiceNeedsAsync(new ListServiceNeedsRequest { ClientId = assessment.ClientId, Status = NeedStatus.NotStarted })).Needs.Count.ShouldBe(3);
        (await Needs.ListServiceNeedsAsync(new ListServiceNeedsRequest { ClientId = assessment.ClientId, Status = NeedStatus.Declined })).Needs.ShouldHaveSingleItem().StatusReason.ShouldBe("client-declined");
    }

    [Fact]
    public async Task A_joint_assessment_needs_participants_and_the_clients_agreement()
    {
        var request = await NewAssessmentAsync();
        request.Kind = NeedsAssessmentKind.Joint;
        await Needs.RecordNeedsAssessmentAsync(request).ShouldFail(StatusCode.InvalidArgument, "PARTICIPANTS_DISAGREE");

        request.Participants.Add(ReferralsHost.Kela);
        await Needs.RecordNeedsAssessmentAsync(request).ShouldFail(StatusCode.InvalidArgument, "CLIENT_NOT_AGREED");
    }

    [Fact]
    public async Task A_stranger_sees_no_needs()
    {
        var assessment = await RecordedAsync(new NewServiceNeed { Service = "debt-counselling" });

        await StrangerNeeds.GetNeedsAssessmentAsync(new GetNeedsAssessmentRequest { AssessmentId = assessment.AssessmentId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await StrangerNeeds.ReceiveNeedAsync(new ReceiveNeedRequest { NeedId = assessment.Needs[0].NeedId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await StrangerNeeds.ListServiceNeedsAsync(new ListServiceNeedsRequest { ClientId = assessment.ClientId })).Needs.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_case_manager_of_an_organisation_that_does_not_know_of_the_other_sees_nothing_of_its_needs()
    {
        var person = host.NewPerson();
        var clientId = (await new ClientRegisterService.ClientRegisterServiceClient(host.As(Role.Coordinator, ReferralsHost.City)).RegisterClientAsync(new RegisterClientRequest { Client = person })).Client.ClientId;
        var request = await NewAssessmentAsync();
        request.ClientId = clientId;
        request.Needs.Add(new NewServiceNeed { Service = "debt-counselling" });
        var assessment = (await Needs.RecordNeedsAssessmentAsync(request)).Assessment;
        var stranger = host.As(Role.Coordinator, ReferralsHost.Stranger, "manager-x");
        var strangersId = (await new ClientRegisterService.ClientRegisterServiceClient(stranger).RegisterClientAsync(new RegisterClientRequest { Client = person })).Client.ClientId;
        await new CoordinationService.CoordinationServiceClient(stranger).AppointCaseManagerAsync(new AppointCaseManagerRequest { ClientId = strangersId, Worker = "manager-x", WorkerName = "Vastaava" });

        await new ServiceNeedsService.ServiceNeedsServiceClient(stranger).GetNeedsAssessmentAsync(new GetNeedsAssessmentRequest { AssessmentId = assessment.AssessmentId })
            .ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await new ServiceNeedsService.ServiceNeedsServiceClient(stranger).ListServiceNeedsAsync(new ListServiceNeedsRequest { ClientId = strangersId })).Needs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nor_by_days_etags_or_counts()
    {
        var assessment = await RecordedAsync(ReferralsHost.Kela, new NewServiceNeed { Service = "peer-support" });
        var before = (await KelaNeeds.GetNeedsAssessmentAsync(new GetNeedsAssessmentRequest { AssessmentId = assessment.AssessmentId })).Assessment.Needs[0];
        await Needs.DeclineNeedAsync(new DeclineNeedRequest { NeedId = before.NeedId, Reason = "client-declined" });

        var after = (await KelaNeeds.GetNeedsAssessmentAsync(new GetNeedsAssessmentRequest { AssessmentId = assessment.AssessmentId })).Assessment.Needs[0];
        after.ShouldBe(before);
        var stale = await KelaNeeds.ReceiveNeedAsync(new ReceiveNeedRequest { NeedId = before.NeedId, Etag = "bm90LWl0" }).ShouldFail(StatusCode.Aborted, "ETAG_STALE");
        stale.Metadata.Keys.ShouldNotContain("changed_by");
        await KelaNeeds.ReceiveNeedAsync(new ReceiveNeedRequest { NeedId = before.NeedId, EffectiveOn = before.IdentifiedOn, Etag = before.Etag, ValidateOnly = true });
    }

    [Fact]
    public async Task The_client_reads_the_own_needs_without_the_professionals_words()
    {
        var client = (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = host.NewPerson() })).Client.ClientId;
        var recorded = (await new ServiceNeedsService.ServiceNeedsServiceClient(host.As(Role.Referrer, ReferralsHost.Agency)).RecordNeedsAssessmentAsync(new RecordNeedsAssessmentRequest
        {
            ClientId = client,
            Kind = NeedsAssessmentKind.Own,
            Summary = "Ammattilaisille",
            Needs = { new NewServiceNeed { Service = "job-coaching", Description = "Ammattilaisille", Status = NeedStatus.Declined, StatusReason = "client-declined" } },
        })).Assessment;
        // The client's token has an organisation too, which gives the client none of its rights and takes none away.
        var own = new ServiceNeedsService.ServiceNeedsServiceClient(host.As(Role.Client, ReferralsHost.Kela, clientRef: client));

        var need = (await own.ListServiceNeedsAsync(new ListServiceNeedsRequest())).Needs.ShouldHaveSingleItem();
        (need.Status, need.StatusReason, need.Description, need.AllowedActions.Count).ShouldBe((NeedStatus.Declined, "client-declined", "", 0));
        (await own.GetNeedsAssessmentAsync(new GetNeedsAssessmentRequest { AssessmentId = recorded.AssessmentId })).Assessment.Summary.ShouldBeEmpty();
        var other = new ServiceNeedsService.ServiceNeedsServiceClient(host.As(Role.Client, ReferralsHost.Agency, clientRef: Guid.NewGuid().ToString()));
        await other.ListServiceNeedsAsync(new ListServiceNeedsRequest { ClientId = client }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await other.GetNeedsAssessmentAsync(new GetNeedsAssessmentRequest { AssessmentId = recorded.AssessmentId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task Unmet_needs_are_counted_by_municipality_and_service_page_by_page()
    {
        // Nobody else assesses for this programme.
        await RecordedAsync("tyokyky-2026", "320", new NewServiceNeed { Service = "debt-counselling", Status = NeedStatus.NoSuchService }, new NewServiceNeed { Service = "oral-health", Status = NeedStatus.Received });
        await RecordedAsync("tyokyky-2026", "320", new NewServiceNeed { Service = "debt-counselling", Status = NeedStatus.Waiting });
        await RecordedAsync("tyokyky-2026", "698", new NewServiceNeed { Service = "peer-support" });

        var request = new ListUnmetNeedsRequest { Programme = "tyokyky-2026", PageSize = 1 };
        var first = await Needs.ListUnmetNeedsAsync(request);
        request.PageToken = first.NextPageToken;
        var second = await Needs.ListUnmetNeedsAsync(request);

        var row = first.Rows.ShouldHaveSingleItem();
        (row.Municipality, row.Service, row.Unmet, row.Waiting, row.NoSuchService, row.Clients).ShouldBe(("320", "debt-counselling", 2, 1, 1, 2));
        (second.Rows.ShouldHaveSingleItem().Municipality, second.NextPageToken).ShouldBe(("698", ""));
    }

    private async Task<RecordNeedsAssessmentRequest> NewAssessmentAsync(string municipality = "698")
    {
        var register = new ClientRegisterService.ClientRegisterServiceClient(host.As(Role.Coordinator, ReferralsHost.City));
        var client = (await register.RegisterClientAsync(new RegisterClientRequest { Client = host.NewPerson(municipality) })).Client;
        return new RecordNeedsAssessmentRequest { ClientId = client.ClientId, Kind = NeedsAssessmentKind.Own, Summary = "Arvio yhdessä asiakkaan kanssa" };
    }

    private Task<NeedsAssessment> RecordedAsync(params NewServiceNeed[] needs) => RecordedAsync("", "698", needs);

    private async Task<NeedsAssessment> RecordedAsync(string participant, params NewServiceNeed[] needs)
    {
        var request = await NewAssessmentAsync();
        (request.Kind, request.ClientAgreed) = (NeedsAssessmentKind.Joint, true);
        request.Participants.Add(participant);
        request.Needs.AddRange(needs);
        return (await Needs.RecordNeedsAssessmentAsync(request)).Assessment;
    }

    private async Task<NeedsAssessment> RecordedAsync(string programme, string municipality, params NewServiceNeed[] needs)
    {
        var request = await NewAssessmentAsync(municipality);
        request.Programme = programme;
        request.Needs.AddRange(needs);
        return (await Needs.RecordNeedsAssessmentAsync(request)).Assessment;
    }
}
