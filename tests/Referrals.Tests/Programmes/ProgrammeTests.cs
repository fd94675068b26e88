using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Programmes;

public sealed class ProgrammeTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private ProgrammesService.ProgrammesServiceClient Programmes => new(host.As(Role.Coordinator | Role.Manager, ReferralsHost.City));

    [Fact]
    public async Task A_programme_cannot_close_while_it_leaves_a_client_without_a_case_manager()
    {
        var programme = (await Programmes.OpenProgrammeAsync(new OpenProgrammeRequest { Programme = "hanke-1", Name = "Esimerkkihanke" })).Programme;
        var (ownerless, held) = ((await host.SubmittedAsync()).ClientId, (await host.SubmittedAsync()).ClientId);
        foreach (var clientId in new[] { ownerless, held })
        {
            await Programmes.EnrolClientAsync(new EnrolClientRequest { Programme = "hanke-1", ClientId = clientId });
        }

        await host.CoordinatorCoordination.AppointCaseManagerAsync(Appoint(held, "project-worker", "hanke-1"));
        await Programmes.EnrolClientAsync(new EnrolClientRequest { Programme = "hanke-1", ClientId = held }).ShouldFail(StatusCode.AlreadyExists, "ALREADY_IN_PROGRAMME");

        (await Programmes.CloseProgrammeAsync(new CloseProgrammeRequest { Programme = "hanke-1" }).ShouldFail(StatusCode.FailedPrecondition, "OWNERLESS_CLIENTS"))
            .Metadata["ownerless"].ShouldBe("2");
        (await Programmes.ListProgrammeClientsAsync(new ListProgrammeClientsRequest { Programme = "hanke-1", OwnerlessOnly = true })).Clients.Count.ShouldBe(2);

        await host.CoordinatorCoordination.AppointCaseManagerAsync(Appoint(ownerless, "municipal-worker", ""));
        var people = new ResponsiblePeopleService.ResponsiblePeopleServiceClient(host.As(Role.Manager, ReferralsHost.City));
        await people.ReassignClientsAsync(new ReassignClientsRequest { FromWorker = "project-worker", ToWorker = "municipal-worker", ToWorkerName = "Kunta", Reason = "programme-ended", Programme = "hanke-1" });
        var read = (await Programmes.GetProgrammeAsync(new GetProgrammeRequest { Programme = "hanke-1" })).Programme;
        var closed = (await Programmes.CloseProgrammeAsync(new CloseProgrammeRequest { Programme = "hanke-1", Etag = read.Etag })).Programme;

        (programme.ClosedOn, read.Clients, read.OwnerlessClients, closed.ClosedOn is not null).ShouldBe((null, 2, 0, true));
        await Programmes.EnrolClientAsync(new EnrolClientRequest { Programme = "hanke-1", ClientId = held }).ShouldFail(StatusCode.FailedPrecondition, "PROGRAMME_CLOSED");
        (await host.Database.FactsAsync<ClientEnrolled>(held)).ShouldHaveSingleItem().Client.Programme.ShouldBe("hanke-1");
        (await host.Database.FactsAsync<ClientLeftProgramme>(held)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_client_in_a_programme_keeps_a_case_manager()
    {
        await Programmes.OpenProgrammeAsync(new OpenProgrammeRequest { Programme = "hanke-2", Name = "Esimerkkihanke" });
        var clientId = (await host.SubmittedAsync()).ClientId;
        await Programmes.EnrolClientAsync(new EnrolClientRequest { Programme = "hanke-2", ClientId = clientId });
        await host.CoordinatorCoordination.AppointCaseManagerAsync(Appoint(clientId, "worker", ""));
        var people = new ResponsiblePeopleService.ResponsiblePeopleServiceClient(host.As(Role.Coordinator, ReferralsHost.City));

        await people.EndCaseManagementAsync(new EndCaseManagementRequest { ClientId = clientId, Reason = "need-ended" }).ShouldFail(StatusCode.FailedPrecondition, "STILL_IN_PROGRAMME");

        await Programmes.LeaveProgrammeAsync(new LeaveProgrammeRequest { Programme = "hanke-2", ClientId = clientId });
        await people.EndCaseManagementAsync(new EndCaseManagementRequest { ClientId = clientId, Reason = "need-ended" });
    }

    [Fact]
    public async Task A_programmes_code_is_its_own()
    {
        await Programmes.OpenProgrammeAsync(new OpenProgrammeRequest { Programme = "hanke-3", Name = "Esimerkkihanke" });

        await Programmes.OpenProgrammeAsync(new OpenProgrammeRequest { Programme = "hanke-3", Name = "Toinen" }).ShouldFail(StatusCode.AlreadyExists, "PROGRAMME_EXISTS");
        await Programmes.OpenProgrammeAsync(new OpenProgrammeRequest { Programme = "Hanke 4", Name = "Toinen" }).ShouldFail(StatusCode.InvalidArgument, "PROGRAMME_CODE_INVALID");
        await Programmes.GetProgrammeAsync(new GetProgrammeRequest { Programme = "hanke-9" }).ShouldFail(StatusCode.NotFound, "UNKNOWN_PROGRAMME");
    }

    private static AppointCaseManagerRequest Appoint(string clientId, string worker, string programme) => new() { ClientId = clientId, Worker = worker, WorkerName = worker, Programme = programme };
}
