using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Organisations;

public sealed class UnregisteredTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    [Theory]
    [InlineData("9000001-1", Role.Referrer)]
    [InlineData("9000001-1", Role.Coordinator | Role.Client)]
    [InlineData("9000001-1", Role.Manager)]
    [InlineData("9000001-1", Role.Analyst)]
    [InlineData("nobody", Role.Coordinator)]
    public async Task Who_acts_for_an_organisation_that_nobody_registered_is_served_nothing(string organisation, Role role)
    {
        var organisations = new OrganisationsService.OrganisationsServiceClient(host.As(role, organisation));

        await organisations.ListOrganisationsAsync(new ListOrganisationsRequest()).ShouldFail(StatusCode.PermissionDenied, "ORGANISATION_NOT_REGISTERED");
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM access_log WHERE organisation = '{organisation}' AND rpc LIKE '%ListOrganisations'")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task It_is_served_as_soon_as_it_is_registered()
    {
        const string Own = "9000003-8";
        var register = new ClientRegisterService.ClientRegisterServiceClient(host.As(Role.Referrer, Own));
        var client = new RegisterClientRequest { Client = host.NewPerson() };
        await register.RegisterClientAsync(client).ShouldFail(StatusCode.PermissionDenied, "ORGANISATION_NOT_REGISTERED");

        await new OrganisationsService.OrganisationsServiceClient(host.As(Role.Operator)).RegisterOrganisationAsync(
            new RegisterOrganisationRequest { OrganisationId = Own, Name = "Uusi toimisto", Kind = "municipality" });

        (await register.RegisterClientAsync(client)).Client.Controller.ShouldBe(Own);
    }

    [Fact]
    public async Task A_client_and_an_employer_stand_for_themselves_whatever_their_tokens_organisation_is()
    {
        await new ReferralsService.ReferralsServiceClient(host.As(Role.Client, "9000001-1", clientRef: Guid.NewGuid().ToString())).ListReferralsAsync(new ListReferralsRequest());
        await new ServiceDirectoryService.ServiceDirectoryServiceClient(host.As(Role.Employer, "9000001-1")).SearchDirectoryAsync(new SearchDirectoryRequest());
    }
}
