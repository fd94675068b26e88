using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Employers.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.EmployerRelations.Tests;

/// <summary>Who acts for an organisation that nobody registered is served nothing; every service goes by the same mechanism.</summary>
public sealed class UnregisteredTests
{
    private const string New = "9000001-1";

    [Fact]
    public async Task It_is_served_as_soon_as_the_register_has_it()
    {
        await using var host = new EmployersHost();
        await host.InitializeAsync();
        await ListAsync(host, New).ShouldFail(StatusCode.PermissionDenied, "ORGANISATION_NOT_REGISTERED");

        host.Sources.Tell("referrals", new OrganisationRegistered { OrganisationId = New, Name = "Uusi", Kind = "municipality" }, New);

        // At once: whether it is registered is asked after the call has come.
        await ListAsync(host, New);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM access_log WHERE organisation = '{New}' AND kind = 'refusal'")).ShouldBe(1);
    }

    [Fact]
    public async Task One_that_ends_later_stays_registered()
    {
        await using var host = new EmployersHost();
        await host.InitializeAsync();
        var ended = new OrganisationRegistered { OrganisationId = New, Name = "Uusi", Kind = "municipality" };
        host.Sources.Tell("referrals", ended, New);
        host.Sources.Tell("referrals", new OrganisationRegistered(ended) { ValidTo = new Date { Year = 2020, Month = 12, Day = 31 } }, New);

        await ListAsync(host, New);
    }

    [Fact]
    public async Task While_the_register_is_away_those_who_are_known_are_served_and_nobody_else_is_judged()
    {
        await using var host = new EmployersHost();
        await host.InitializeAsync();
        await ListAsync(host, EmployersHost.Organisation);

        await host.Sources.DisposeAsync();

        await ListAsync(host, EmployersHost.Organisation);
        var refusal = await ListAsync(host, New).ShouldFail(StatusCode.Unavailable, "ORGANISATION_STATE_STALE");
        refusal.Detail<Google.Rpc.RetryInfo>().ShouldNotBeNull();
    }

    [Fact]
    public async Task A_service_that_has_heard_nothing_yet_judges_nobody()
    {
        await using var host = new AloneHost();
        await host.InitializeAsync();

        await ListAsync(host, EmployersHost.Organisation).ShouldFail(StatusCode.Unavailable, "ORGANISATION_STATE_STALE");
        await new EmployersService.EmployersServiceClient(host.As(Role.Employer, New)).ListEmployersAsync(new ListEmployersRequest()).ShouldFail(StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED");
    }

    private static AsyncUnaryCall<ListEmployersResponse> ListAsync(ServiceHost<Program> host, string organisation) =>
        new EmployersService.EmployersServiceClient(host.As(Role.EmployerLiaison, organisation)).ListEmployersAsync(new ListEmployersRequest());

    private sealed class AloneHost() : ServiceHost<Program>("employers");
}
