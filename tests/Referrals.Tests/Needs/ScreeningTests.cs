using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Needs;

public sealed class ScreeningTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private CallInvoker Agency => host.As(Role.Coordinator, ReferralsHost.Agency);

    private EarlyIdentificationService.EarlyIdentificationServiceClient Screenings => new(Agency);

    [Fact]
    public async Task A_screening_proposes_by_the_rules_texts_and_a_person_decides_once()
    {
        var clientId = await UnemployedAsync(months: 14);

        var screening = (await Screenings.ScreenClientAsync(new ScreenClientRequest { ClientId = clientId, Answers = { "wants-support" } })).Screening;

        screening.Proposals.Select(proposal => proposal.Rule).ShouldBe(["unemployed-12-months", "asks-for-support"]);
        (screening.TriggerPassed, screening.UnemployedSince is not null, screening.Proposals[0].RuleVersion).ShouldBe((true, true, 1));
        screening.Proposals.ShouldAllBe(proposal => proposal.TextFi.Length > 0 && proposal.Decision == ProposalDecision.Open);
        var request = new DecideProposalRequest { ScreeningId = screening.ScreeningId, Rule = "unemployed-12-months", Decision = ProposalDecision.TakenUp, Etag = screening.Etag };
        (await Screenings.DecideProposalAsync(request)).Screening.Proposals[0].DecidedOn.ShouldNotBeNull();
        request.Etag = "";
        await Screenings.DecideProposalAsync(request).ShouldFail(StatusCode.FailedPrecondition, "PROPOSAL_DECIDED");
        request.Rule = "school-leaver";
        await Screenings.DecideProposalAsync(request).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_PROPOSAL");
        (await host.Database.FactsAsync<ClientScreened>(clientId)).ShouldHaveSingleItem().TriggerPassed.ShouldBeTrue();
        (await host.Database.FactsAsync<ScreeningProposalDecided>(clientId)).ShouldHaveSingleItem().TakenUp.ShouldBeTrue();
    }

    [Fact]
    public async Task A_controllers_own_population_is_looked_through_until_each_is_screened()
    {
        var triggered = await UnemployedAsync(months: 20);
        var early = await UnemployedAsync(months: 2);

        (await TriggeredAsync()).ShouldContain(triggered);
        (await TriggeredAsync()).ShouldNotContain(early);
        await Screenings.ScreenClientAsync(new ScreenClientRequest { ClientId = triggered });
        (await TriggeredAsync()).ShouldNotContain(triggered);
        await Screenings.FindTriggeredClientsAsync(new FindTriggeredClientsRequest { Rule = "asks-for-support" }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_RULE");
    }

    [Fact]
    public async Task Readiness_is_recorded_and_changes_nothing_that_is_proposed()
    {
        var clientId = await UnemployedAsync(months: 14);
        string[] said = ["", "wants-work-now", "other-matters-first"];

        var screenings = new List<Screening>();
        foreach (var readiness in said)
        {
            screenings.Add((await Screenings.ScreenClientAsync(new ScreenClientRequest { ClientId = clientId, Readiness = readiness })).Screening);
        }

        screenings.Select(screening => screening.Readiness).ShouldBe(said);
        screenings.ShouldAllBe(screening => screening.Proposals.Single().Rule == "unemployed-12-months");
        await Screenings.ScreenClientAsync(new ScreenClientRequest { ClientId = clientId, Readiness = "90-percent" }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_CODE");
    }

    [Fact]
    public async Task A_client_reads_the_own_screenings_without_the_professionals_words()
    {
        var clientId = await UnemployedAsync(months: 14);
        var screening = (await Screenings.ScreenClientAsync(new ScreenClientRequest { ClientId = clientId })).Screening;
        await Screenings.DecideProposalAsync(new DecideProposalRequest { ScreeningId = screening.ScreeningId, Rule = "unemployed-12-months", Decision = ProposalDecision.NotTakenUp, Note = "Ei nyt." });
        var client = new EarlyIdentificationService.EarlyIdentificationServiceClient(host.As(Role.Client, ReferralsHost.Kela, clientRef: clientId));
        var other = new EarlyIdentificationService.EarlyIdentificationServiceClient(host.As(Role.Client, ReferralsHost.Kela, clientRef: Guid.NewGuid().ToString()));

        var listed = (await client.ListScreeningsAsync(new ListScreeningsRequest())).Screenings.ShouldHaveSingleItem();
        var read = (await client.GetScreeningAsync(new GetScreeningRequest { ScreeningId = screening.ScreeningId })).Screening;

        (listed.Proposals[0].Note, listed.Proposals[0].DecidedBy, listed.Proposals[0].Decision).ShouldBe(("", "", ProposalDecision.NotTakenUp));
        read.ShouldBe(listed);
        (await other.ListScreeningsAsync(new ListScreeningsRequest())).Screenings.ShouldBeEmpty();
        await other.GetScreeningAsync(new GetScreeningRequest { ScreeningId = screening.ScreeningId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task Another_organisation_neither_screens_the_client_nor_reads_the_screening()
    {
        var clientId = await UnemployedAsync(months: 14);
        var screening = (await Screenings.ScreenClientAsync(new ScreenClientRequest { ClientId = clientId })).Screening;
        var stranger = new EarlyIdentificationService.EarlyIdentificationServiceClient(host.As(Role.Coordinator, ReferralsHost.Stranger));

        await stranger.ScreenClientAsync(new ScreenClientRequest { ClientId = clientId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await stranger.GetScreeningAsync(new GetScreeningRequest { ScreeningId = screening.ScreeningId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await stranger.FindTriggeredClientsAsync(new FindTriggeredClientsRequest())).Clients.ShouldBeEmpty();
        (await Screenings.ListScreeningsAsync(new ListScreeningsRequest { ClientId = clientId, OpenOnly = true })).Screenings.ShouldHaveSingleItem();
    }

    private async System.Threading.Tasks.Task<List<string>> TriggeredAsync()
    {
        var clients = new List<string>();
        var request = new FindTriggeredClientsRequest { PageSize = 2 };
        do
        {
            var page = await Screenings.FindTriggeredClientsAsync(request);
            clients.AddRange(page.Clients.Select(client => client.ClientId));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        return clients;
    }

    private async System.Threading.Tasks.Task<string> UnemployedAsync(int months)
    {
        var clientId = (await new ClientRegisterService.ClientRegisterServiceClient(Agency).RegisterClientAsync(new RegisterClientRequest { Client = host.NewPerson() })).Client.ClientId;
        Date from = FinnishTime.DayOf(host.Now).AddMonths(-months).ToDate();
        await new SituationService.SituationServiceClient(Agency).RecordSituationAsync(new RecordSituationRequest
        {
            ClientId = clientId,
            Situation = new SituationDetails { Kind = SituationKind.Unemployment, FromDay = from, Basis = "client-told" },
        });
        return clientId;
    }
}
