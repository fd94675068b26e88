using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Clients;

/// <summary>That somebody is another authority's client is itself confidential.</summary>
public sealed class ConfidentialClientTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private ClientRegisterService.ClientRegisterServiceClient KelaRegister => new(host.As(Role.Referrer, ReferralsHost.Kela));

    private CoordinationService.CoordinationServiceClient KelaCoordination => new(host.As(Role.Coordinator, ReferralsHost.Kela));

    private ResponsiblePeopleService.ResponsiblePeopleServiceClient KelaPeople => new(host.As(Role.Coordinator, ReferralsHost.Kela));

    [Fact]
    public async Task An_authority_that_registers_the_same_person_learns_nothing_of_the_others()
    {
        var (clientId, fresh) = await ManagedClientAsync();

        var answer = await KelaRegister.RegisterClientAsync(new RegisterClientRequest { Client = fresh });

        (answer.Found, answer.PossibleDuplicates.Count).ShouldBe((false, 0));
        await KelaCoordination.GetCaseManagerAsync(new GetCaseManagerRequest { ClientId = clientId }).ShouldFail(StatusCode.NotFound, "NO_CASE_MANAGER");
        var people = await KelaPeople.ListResponsiblePeopleAsync(new ListResponsiblePeopleRequest { ClientId = clientId });
        (people.CaseManager, people.People.Count).ShouldBe(("", 0));
        (await KelaRegister.ListPermissionsAsync(new ListPermissionsRequest { ClientId = clientId })).Permissions.ShouldBeEmpty();
        (await new SituationService.SituationServiceClient(host.As(Role.Referrer, ReferralsHost.Kela)).ListSituationAsync(new ListSituationRequest { ClientId = clientId }))
            .ShouldBe(new ListSituationResponse());
        (await new ReferralsService.ReferralsServiceClient(host.As(Role.Referrer, ReferralsHost.Kela)).ListReferralsAsync(new ListReferralsRequest { ClientId = clientId })).Referrals.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_takes_no_case_over_that_it_does_not_know_of()
    {
        var (clientId, fresh) = await ManagedClientAsync();
        await KelaRegister.RegisterClientAsync(new RegisterClientRequest { Client = fresh });

        var refusal = await KelaCoordination.AppointCaseManagerAsync(Appoint(clientId)).ShouldFail(StatusCode.FailedPrecondition, "CASE_MANAGED_ELSEWHERE");

        refusal.Metadata.ShouldBeEmpty();
        (await host.CoordinatorCoordination.GetCaseManagerAsync(new GetCaseManagerRequest { ClientId = clientId })).CaseManager.Worker.ShouldBe("worker-1");
    }

    [Fact]
    public async Task Nobody_comes_to_know_the_others_by_naming_oneself_or_them()
    {
        var (clientId, fresh) = await ManagedClientAsync();
        await KelaRegister.RegisterClientAsync(new RegisterClientRequest { Client = fresh });
        var self = new NameResponsiblePersonRequest { ClientId = clientId, Role = "other", Worker = "test", WorkerName = "Itse", AgreedTask = "Tuki", ClientAccepted = true };

        await KelaPeople.NameResponsiblePersonAsync(self);
        await KelaPeople.NameResponsiblePersonAsync(new NameResponsiblePersonRequest(self) { Worker = "x", Organisation = ReferralsHost.City, ClientAccepted = false });

        await KelaCoordination.GetCaseManagerAsync(new GetCaseManagerRequest { ClientId = clientId }).ShouldFail(StatusCode.NotFound, "NO_CASE_MANAGER");
        await KelaCoordination.AppointCaseManagerAsync(Appoint(clientId)).ShouldFail(StatusCode.FailedPrecondition, "CASE_MANAGED_ELSEWHERE");
    }

    [Fact]
    public async Task A_task_sent_by_mistake_leaves_its_receiver_nothing_of_the_client()
    {
        var referral = await host.SubmittedAsync(receiver: ReferralsHost.Stranger);
        (await host.StrangerRegister.GetClientAsync(new GetClientRequest { ClientId = referral.ClientId })).Client.FamilyName.ShouldNotBeEmpty();

        await host.AgencyReferrals.EnterTaskInErrorAsync(new EnterTaskInErrorRequest { TaskId = referral.Tasks[0].TaskId, Reason = "wrong-receiver" });

        await host.StrangerRegister.GetClientAsync(new GetClientRequest { ClientId = referral.ClientId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task Ending_what_one_does_not_manage_tells_nothing_of_what_the_client_is_in()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        var programmes = new ProgrammesService.ProgrammesServiceClient(host.As(Role.Coordinator | Role.Manager, ReferralsHost.City));
        await programmes.OpenProgrammeAsync(new OpenProgrammeRequest { Programme = "hanke-salainen", Name = "Hanke" });
        await programmes.EnrolClientAsync(new EnrolClientRequest { Programme = "hanke-salainen", ClientId = clientId });

        await new ResponsiblePeopleService.ResponsiblePeopleServiceClient(host.As(Role.Coordinator, ReferralsHost.Agency))
            .EndCaseManagementAsync(new EndCaseManagementRequest { ClientId = clientId, Reason = "need-ended", ValidateOnly = true }).ShouldFail(StatusCode.NotFound, "NO_CASE_MANAGER");
    }

    [Fact]
    public async Task A_permission_of_the_client_s_makes_them_known()
    {
        var (clientId, fresh) = await ManagedClientAsync();
        await KelaRegister.RegisterClientAsync(new RegisterClientRequest { Client = fresh });
        var client = new ClientRegisterService.ClientRegisterServiceClient(host.As(Role.Client, ReferralsHost.City, "person", clientId));

        await client.GrantPermissionAsync(new GrantPermissionRequest
        {
            ClientId = clientId,
            Kind = PermissionKind.Consent,
            Scope = "all",
            FromOrganisation = ReferralsHost.City,
            ToOrganisation = ReferralsHost.Kela,
        });

        (await KelaCoordination.GetCaseManagerAsync(new GetCaseManagerRequest { ClientId = clientId })).CaseManager.Worker.ShouldBe("worker-1");
        (await KelaPeople.ListResponsiblePeopleAsync(new ListResponsiblePeopleRequest { ClientId = clientId })).CaseManager.ShouldBe("worker-1");
        await KelaCoordination.AppointCaseManagerAsync(Appoint(clientId));
    }

    /// <summary>A client of the agency's whom coordination answers for, and the same person as another authority would register the client.</summary>
    private async Task<(string ClientId, ClientDetails Fresh)> ManagedClientAsync()
    {
        var request = host.NewReferral();
        var referral = (await host.AgencyReferrals.SubmitReferralAsync(request)).Referral;
        await host.CoordinatorCoordination.AppointCaseManagerAsync(Appoint(referral.ClientId, "worker-1", ""));
        return (referral.ClientId, new ClientDetails(request.NewClient) { Register = "kela-benefits" });
    }

    private static AppointCaseManagerRequest Appoint(string clientId, string worker = "kela-worker", string reason = "next-phase") => new() { ClientId = clientId, Worker = worker, WorkerName = worker, Reason = reason };
}
