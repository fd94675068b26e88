using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests.Clients;

public sealed class MergedClientTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private const string Firm = "5678901-2";

    [Fact]
    public async Task A_client_sees_and_does_under_either_id_what_stands_under_both_until_they_are_split()
    {
        var (kept, code) = await CodedAsync();
        var merged = (await SubmittedForAsync(await UncodedAsync())).ClientId;
        await EverythingForAsync(merged);
        await new EmployerContactsService.EmployerContactsServiceClient(host.As(Role.Employer, Firm)).MakeEmployerContactAsync(NewContact(code));
        (await SeenByAsync(kept, kept)).ShouldBe((0, 0, 0, 0, 1));
        (await RefusedAsync(kept, merged)).ShouldBeTrue();

        var merge = await MergeAsync(kept, merged, born: (await host.AgencyRegister.GetClientAsync(new GetClientRequest { ClientId = kept })).Client.BirthDate);

        foreach (var (token, asked) in new[] { (kept, kept), (kept, merged), (merged, kept), (merged, merged) })
        {
            (await SeenByAsync(token, asked)).ShouldBe((1, 1, 1, 1, 1), $"token {token}, asked {asked}");
        }

        await ActAsync(kept, merged);

        await host.AgencyRegister.SplitClientsAsync(new SplitClientsRequest { MergeId = merge, Reason = "Eri henkilöt" });

        (await RefusedAsync(kept, merged)).ShouldBeTrue();
        (await RefusedAsync(merged, kept)).ShouldBeTrue();
        var (referrals, _, _, _, contacts) = await SeenByAsync(kept, kept);
        (referrals, contacts).ShouldBe((0, 0));
    }

    [Fact]
    public async Task What_a_client_has_one_of_is_one_under_both_ids()
    {
        var (one, other) = ((await SubmittedForAsync(await UncodedAsync())).ClientId, (await SubmittedForAsync(await UncodedAsync())).ClientId);
        var coordinator = host.As(Role.Coordinator | Role.Manager, City);
        var (pathways, programmes, people) = (
            new PathwaysService.PathwaysServiceClient(coordinator), new ProgrammesService.ProgrammesServiceClient(coordinator), new ResponsiblePeopleService.ResponsiblePeopleServiceClient(coordinator));
        var person = new NameResponsiblePersonRequest { Role = "work-ability-coordinator", Worker = "w", WorkerName = "W", AgreedTask = "Soittaa" };
        await programmes.OpenProgrammeAsync(new OpenProgrammeRequest { Programme = "hanke-yksi", Name = "Hanke" });
        await programmes.EnrolClientAsync(new EnrolClientRequest { Programme = "hanke-yksi", ClientId = one });
        await host.CoordinatorCoordination.AppointCaseManagerAsync(new AppointCaseManagerRequest { ClientId = one, Worker = "before", WorkerName = "Edeltäjä" });
        await pathways.OpenPathwayAsync(new OpenPathwayRequest { ClientId = one });
        await people.NameResponsiblePersonAsync(new NameResponsiblePersonRequest(person) { ClientId = one });
        await MergeAsync(other, one);

        await pathways.OpenPathwayAsync(new OpenPathwayRequest { ClientId = other }).ShouldFail(StatusCode.AlreadyExists, "PATHWAY_ALREADY_OPEN");
        await programmes.EnrolClientAsync(new EnrolClientRequest { Programme = "hanke-yksi", ClientId = other }).ShouldFail(StatusCode.AlreadyExists, "ALREADY_IN_PROGRAMME");
        await people.NameResponsiblePersonAsync(new NameResponsiblePersonRequest(person) { ClientId = other }).ShouldFail(StatusCode.AlreadyExists, "ALREADY_RESPONSIBLE");
        await host.CoordinatorCoordination.AppointCaseManagerAsync(new AppointCaseManagerRequest { ClientId = other, Worker = "w", WorkerName = "W", Reason = "workload" });
        (await programmes.GetProgrammeAsync(new GetProgrammeRequest { Programme = "hanke-yksi" })).Programme.OwnerlessClients.ShouldBe(0);
        (await programmes.LeaveProgrammeAsync(new LeaveProgrammeRequest { Programme = "hanke-yksi", ClientId = other })).Client.ClientId.ShouldBe(one);
    }

    [Fact]
    public async Task A_stream_follows_who_is_whom()
    {
        var one = await SubmittedForAsync(await UncodedAsync());
        var other = await SubmittedForAsync(await UncodedAsync());
        using var stream = new ReferralsService.ReferralsServiceClient(As(one.ClientId)).WatchReferrals(new WatchReferralsRequest());
        await NextAsync(stream, message => message.SnapshotEnd is not null);

        var merge = await MergeAsync(one.ClientId, other.ClientId);
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = other.Tasks[0].TaskId });
        (await NextAsync(stream, message => message.Referral is not null)).Referral.ReferralId.ShouldBe(other.ReferralId);

        await host.AgencyRegister.SplitClientsAsync(new SplitClientsRequest { MergeId = merge, Reason = "Eri henkilöt" });
        await host.CoordinatorReferrals.StartTaskAsync(new StartTaskRequest { TaskId = other.Tasks[0].TaskId });
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = one.Tasks[0].TaskId });
        (await NextAsync(stream, message => message.Referral is not null)).Referral.ReferralId.ShouldBe(one.ReferralId);
    }

    [Fact]
    public async Task An_organisation_that_watches_one_id_hears_of_both()
    {
        var one = await SubmittedForAsync(await UncodedAsync());
        var other = await SubmittedForAsync(await UncodedAsync());
        await MergeAsync(one.ClientId, other.ClientId);

        using var stream = host.AgencyReferrals.WatchReferrals(new WatchReferralsRequest { ClientId = one.ClientId });

        (await NextAsync(stream, message => message.SnapshotEnd is not null)).SnapshotEnd.Referrals.ShouldBe(2);
    }

    [Fact]
    public async Task Non_disclosure_under_one_id_holds_for_what_facts_tell_under_the_other()
    {
        var open = await UncodedAsync();
        var secret = await UncodedAsync(nonDisclosure: true);
        await MergeAsync(open, secret);

        var referral = (await new ReferralsService.ReferralsServiceClient(As(open)).SubmitOwnReferralAsync(new SubmitOwnReferralRequest { Reasons = { "wish-for-work" }, Receiver = City, Service = "coordination" })).Referral;

        (await host.Database.FactsAsync<Contracts.Events.V1.ReferralSubmitted>(referral.ClientId)).ShouldHaveSingleItem().Client.Municipality.ShouldBe("unknown");
    }

    private async Task EverythingForAsync(string clientId)
    {
        await host.AgencyRegister.GrantPermissionAsync(new GrantPermissionRequest { ClientId = clientId, Kind = PermissionKind.Consent, Scope = "all", FromOrganisation = Agency, ToOrganisation = Kela });
        await new PathwaysService.PathwaysServiceClient(host.As(Role.Coordinator, City)).OpenPathwayAsync(new OpenPathwayRequest { ClientId = await host.ManagedAsync(clientId), Owner = "o", OwnerName = "O" });
        await new ResponsiblePeopleService.ResponsiblePeopleServiceClient(host.As(Role.Coordinator, City)).NameResponsiblePersonAsync(new NameResponsiblePersonRequest
        {
            ClientId = clientId,
            Role = "work-ability-coordinator",
            Worker = "w",
            WorkerName = "W",
            AgreedTask = "Soittaa",
        });
    }

    private async Task<(int Referrals, int Pathways, int Permissions, int People, int Contacts)> SeenByAsync(string token, string asked)
    {
        var channel = As(token);
        var referrals = (await new ReferralsService.ReferralsServiceClient(channel).ListReferralsAsync(new ListReferralsRequest())).Referrals;
        foreach (var referral in referrals)
        {
            await new ReferralsService.ReferralsServiceClient(channel).GetReferralAsync(new GetReferralRequest { ReferralId = referral.ReferralId });
        }

        var pathways = (await new PathwaysService.PathwaysServiceClient(channel).ListPathwaysAsync(new ListPathwaysRequest { ClientId = asked })).Pathways;
        foreach (var pathway in pathways)
        {
            await new PathwaysService.PathwaysServiceClient(channel).GetPathwayAsync(new GetPathwayRequest { PathwayId = pathway.PathwayId });
        }

        var register = new ClientRegisterService.ClientRegisterServiceClient(channel);
        await register.CheckDisclosureAsync(new CheckDisclosureRequest { ClientId = asked, FromOrganisation = Agency, ToOrganisation = Kela });
        await new SituationService.SituationServiceClient(channel).ListSituationAsync(new ListSituationRequest { ClientId = asked });
        return (
            referrals.Count,
            pathways.Count,
            (await register.ListPermissionsAsync(new ListPermissionsRequest { ClientId = asked })).Permissions.Count,
            (await new ResponsiblePeopleService.ResponsiblePeopleServiceClient(channel).ListResponsiblePeopleAsync(new ListResponsiblePeopleRequest { ClientId = asked })).People.Count,
            (await new EmployerContactsService.EmployerContactsServiceClient(channel).ListEmployerContactsAsync(new ListEmployerContactsRequest())).Contacts.Count);
    }

    // What stands under the merged id by the kept one's token, and the other way round.
    private async Task ActAsync(string kept, string merged)
    {
        var register = new ClientRegisterService.ClientRegisterServiceClient(As(kept));
        var permission = (await register.ListPermissionsAsync(new ListPermissionsRequest { ClientId = kept })).Permissions[0];
        await register.WithdrawPermissionAsync(new WithdrawPermissionRequest { PermissionId = permission.PermissionId });
        await register.GrantPermissionAsync(new GrantPermissionRequest { ClientId = merged, Kind = PermissionKind.Prohibition, Scope = "all", FromOrganisation = Agency, ToOrganisation = Kela });
        var people = new ResponsiblePeopleService.ResponsiblePeopleServiceClient(As(kept));
        var person = (await people.ListResponsiblePeopleAsync(new ListResponsiblePeopleRequest { ClientId = kept })).People[0];
        await people.RecordClientAcceptanceAsync(new RecordClientAcceptanceRequest { ResponsibilityId = person.ResponsibilityId, Accepted = true });
        var contacts = new EmployerContactsService.EmployerContactsServiceClient(As(merged));
        var contact = (await contacts.ListEmployerContactsAsync(new ListEmployerContactsRequest())).Contacts[0];
        await contacts.DeclineEmployerContactAsync(new DeclineEmployerContactRequest { ContactId = contact.ContactId });
        var own = new SubmitOwnReferralRequest { Reasons = { "wish-for-work" }, Receiver = City, Service = "coordination" };
        var task = (await new ReferralsService.ReferralsServiceClient(As(merged)).SubmitOwnReferralAsync(own)).Referral.Tasks[0];
        await new ReferralsService.ReferralsServiceClient(As(kept)).CancelTaskAsync(new CancelTaskRequest { TaskId = task.TaskId, Reason = "client-withdrew" });
    }

    private async Task<bool> RefusedAsync(string token, string asked)
    {
        try
        {
            await SeenByAsync(token, asked);
            return false;
        }
        catch (RpcException refused) when (Refusal.Of(refused).Reason == "NO_RELATION")
        {
            await new ClientRegisterService.ClientRegisterServiceClient(As(token)).ListPermissionsAsync(new ListPermissionsRequest { ClientId = asked }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
            await new ResponsiblePeopleService.ResponsiblePeopleServiceClient(As(token)).ListResponsiblePeopleAsync(new ListResponsiblePeopleRequest { ClientId = asked }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
            return true;
        }
    }

    private CallInvoker As(string clientId) => host.As(Role.Client, Agency, clientRef: clientId);

    private async Task<(string ClientId, string Code)> CodedAsync()
    {
        var person = host.NewPerson();
        return ((await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person })).Client.ClientId, person.PersonalIdentityCode);
    }

    private async Task<string> UncodedAsync(bool nonDisclosure = false)
    {
        var person = host.NewPerson(nonDisclosure: nonDisclosure);
        (person.PersonalIdentityCode, person.FamilyName, person.BirthDate) = ("", "Koodittoman" + Guid.NewGuid().ToString("N"), new() { Year = 1970, Month = 1, Day = 1 });
        return (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person })).Client.ClientId;
    }

    private async Task<Referral> SubmittedForAsync(string clientId)
    {
        var referral = host.NewReferral();
        (referral.NewClient, referral.ClientId) = (null, clientId);
        return (await host.AgencyReferrals.SubmitReferralAsync(referral)).Referral;
    }

    private async Task<string> MergeAsync(string kept, string merged, Google.Type.Date? born = null) =>
        (await host.AgencyRegister.MergeClientsAsync(new MergeClientsRequest { KeptClientId = kept, MergedClientId = merged, Reason = "Sama henkilö", BirthDate = born })).Merge.MergeId;

    private static MakeEmployerContactRequest NewContact(string code) => new()
    {
        Receiver = City,
        EmployerName = "Esimerkkiyritys Oy",
        Topic = "job-at-risk",
        PersonalIdentityCode = code,
        EmployeeTold = true,
        Employee = new Employee { GivenNames = "Testi", FamilyName = "Esimerkki", Phone = "0401234567", ContactLanguage = "fi" },
    };

    private static async Task<WatchReferralsResponse> NextAsync(AsyncServerStreamingCall<WatchReferralsResponse> stream, Func<WatchReferralsResponse, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await stream.ResponseStream.MoveNext(patience.Token))
        {
            if (wanted(stream.ResponseStream.Current))
            {
                return stream.ResponseStream.Current;
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }
}
