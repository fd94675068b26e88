using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests.Clients;

/// <summary>Who is asked to do something for a client comes to know who the client is, and nothing of whose client that is besides.</summary>
public sealed class ReferredClientTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    [Fact]
    public async Task Who_is_referred_onward_by_whoever_has_no_record_is_known_by_the_first_referrer_s()
    {
        var person = Named("Edelleen");
        var clientId = await ReferredOnwardAsync(person);

        var seen = await SeenByAsync(ReferralsHost.Kela, clientId);

        (seen.ClientId, seen.GivenNames, seen.FamilyName, seen.ContactLanguage, seen.BirthDate is not null).ShouldBe((clientId, person.GivenNames, person.FamilyName, "fi", true));
        MustTellNothingElse(seen);
    }

    [Fact]
    public async Task Who_refers_oneself_is_known_to_the_receiver()
    {
        var person = Named("Itse");
        var clientId = (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person })).Client.ClientId;
        await host.StrangerRegister.GetClientAsync(new GetClientRequest { ClientId = clientId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await new ReferralsService.ReferralsServiceClient(host.As(Role.Client, Agency, clientRef: clientId))
            .SubmitOwnReferralAsync(new SubmitOwnReferralRequest { Reasons = { "wish-for-work" }, Receiver = City, Service = "coordination" });

        var seen = await SeenByAsync(City, clientId);

        (seen.ClientId, seen.GivenNames, seen.FamilyName).ShouldBe((clientId, person.GivenNames, person.FamilyName));
        MustTellNothingElse(seen);
        await host.StrangerRegister.GetClientAsync(new GetClientRequest { ClientId = clientId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        var row = (await new WorklistsService.WorklistsServiceClient(host.As(Role.Coordinator, City)).ListWorklistAsync(new ListWorklistRequest { Worklist = Worklist.Unassigned })).Items
            .Single(row => row.ClientId == clientId);
        row.ClientName.ShouldBe($"{person.GivenNames} {person.FamilyName}");
    }

    [Fact]
    public async Task Who_refers_oneself_with_an_order_of_non_disclosure_anywhere_is_hidden_in_what_the_receiver_begins()
    {
        var person = Named("Turvassa");
        var clientId = (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person })).Client.ClientId;
        var ordered = new ClientDetails(person) { NonDisclosure = true };
        await new ClientRegisterService.ClientRegisterServiceClient(host.As(Role.Referrer, ReferralsHost.Kela)).RegisterClientAsync(new RegisterClientRequest { Client = ordered });
        await host.AgencyRegister.UpdateClientAsync(new UpdateClientRequest { ClientId = clientId, Client = new() { Municipality = "320" } });
        await new ReferralsService.ReferralsServiceClient(host.As(Role.Client, Agency, clientRef: clientId))
            .SubmitOwnReferralAsync(new SubmitOwnReferralRequest { Reasons = { "wish-for-work" }, Receiver = City, Service = "coordination" });

        (await SeenByAsync(City, clientId)).NonDisclosure.ShouldBeTrue();
    }

    private static void MustTellNothingElse(Client seen)
    {
        (seen.Controller, seen.ControllerName, seen.Register, seen.RegisteredAt, seen.Municipality, seen.ContactPoints.Count, seen.ProcessingBasis)
            .ShouldBe(("", "", "", null, "", 0, ""));
        seen.WithheldFields.ShouldBe(["municipality", "contact_points", "processing_basis", "sex", "controller", "controller_name", "register", "registered_at"]);
    }

    private ClientDetails Named(string familyName) => new(host.NewPerson())
    {
        FamilyName = familyName + Guid.NewGuid().ToString("N")[..6],
        ContactPoints = { new ContactPoint { Kind = ContactPointKind.Phone, Value = "+358 40 000 0000", SafeToContact = SafeToContact.Safe } },
    };

    private async Task<Client> SeenByAsync(string organisation, string clientId)
    {
        var register = new ClientRegisterService.ClientRegisterServiceClient(host.As(Role.Coordinator, organisation));
        var seen = (await register.GetClientAsync(new GetClientRequest { ClientId = clientId })).Client;
        (await register.BatchGetClientsAsync(new BatchGetClientsRequest { ClientIds = { clientId } })).Clients.ShouldHaveSingleItem().Client.ShouldBe(seen);
        return seen;
    }

    private async Task<string> ReferredOnwardAsync(ClientDetails person)
    {
        var referral = host.NewReferral();
        referral.NewClient = person;
        var sent = (await host.AgencyReferrals.SubmitReferralAsync(referral)).Referral;
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = sent.Tasks[0].TaskId });
        await host.CoordinatorReferrals.ReferOnwardAsync(new ReferOnwardRequest
        {
            TaskId = sent.Tasks[0].TaskId,
            Need = new ReferralNeed { Reasons = { "wish-for-work" }, ReasonForClient = "Kuntoutus voi auttaa." },
            Receiver = ReferralsHost.Kela,
            Service = "vocational-rehabilitation",
            VoluntarinessTold = true,
        });
        return sent.ClientId;
    }
}
