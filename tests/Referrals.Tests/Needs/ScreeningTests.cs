using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
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
    public async Task A_corrected_day_of_birth_is_the_one_that_every_rule_and_every_later_fact_goes_by()
    {
        var today = FinnishTime.DayOf(host.Now);
        var (youth, adult) = (today.AddYears(-20).ToDate(), today.AddYears(-40).ToDate());
        var clientId = await UnemployedAsync(months: 8, born: adult);
        var referral = host.NewReferral();
        (referral.NewClient, referral.ClientId) = (null, clientId);
        var task = (await host.AgencyReferrals.SubmitReferralAsync(referral)).Referral.Tasks[0].TaskId;
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task });
        var meetings = new NetworkMeetingsService.NetworkMeetingsServiceClient(Agency);
        var meeting = (await meetings.ConveneNetworkMeetingAsync(new ConveneNetworkMeetingRequest
        {
            ClientId = clientId,
            ClientAgreed = true,
            Plan = new() { Topic = "rehabilitation", Question = "Miten edetä?", Participants = { new NewMeetingParticipant { Organisation = ReferralsHost.Kela, Profession = "kela-expert" } } },
        })).Meeting;
        (await TriggeredAsync()).ShouldNotContain(clientId);

        await host.AgencyRegister.UpdateClientAsync(new UpdateClientRequest { ClientId = clientId, Client = new() { BirthDate = youth } });

        (await TriggeredAsync()).ShouldContain(clientId);
        (await Screenings.ScreenClientAsync(new ScreenClientRequest { ClientId = clientId, ValidateOnly = true })).Screening.Proposals.Select(proposal => proposal.Rule)
            .ShouldBe(["under-25-unemployed-6-months"]);
        await host.CoordinatorReferrals.ReferOnwardAsync(new ReferOnwardRequest
        {
            TaskId = task,
            Need = new ReferralNeed { Reasons = { "wish-for-work" }, ReasonForClient = "Kuntoutus voi auttaa." },
            Receiver = ReferralsHost.Kela,
            Service = "vocational-rehabilitation",
            VoluntarinessTold = true,
        });
        await new ReferralsService.ReferralsServiceClient(host.As(Role.Client, ReferralsHost.Agency, clientRef: clientId))
            .SubmitOwnReferralAsync(new SubmitOwnReferralRequest { Reasons = { "wish-for-work" }, Receiver = ReferralsHost.City, Service = "coordination" });
        (await meetings.GetNetworkMeetingAsync(new GetNetworkMeetingRequest { MeetingId = meeting.MeetingId })).Meeting.AgeBand.ShouldBe(AgeBand._1829);
        var told = (await host.Database.FactsAsync<ClientChanged>(clientId)).ShouldHaveSingleItem().Client.AgeBand;
        var bands = (await host.Database.FactsAsync<ReferralSubmitted>(clientId)).Select(fact => fact.Client.AgeBand).ToArray();
        (bands[0] == told, bands[1], bands[2]).ShouldBe((false, told, told));
    }

    [Fact]
    public async Task A_screening_that_was_a_mistake_is_kept_and_the_client_is_found_again()
    {
        var clientId = await UnemployedAsync(months: 20);
        var screening = (await Screenings.ScreenClientAsync(new ScreenClientRequest { ClientId = clientId })).Screening;
        var mistake = new EnterScreeningInErrorRequest { ScreeningId = screening.ScreeningId, Reason = "wrong-client", Etag = screening.Etag };
        (await TriggeredAsync()).ShouldNotContain(clientId);

        var kept = (await Screenings.EnterScreeningInErrorAsync(mistake)).Screening;

        kept.ErrorReason.ShouldBe("wrong-client");
        mistake.Etag = "";
        await Screenings.EnterScreeningInErrorAsync(mistake).ShouldFail(StatusCode.FailedPrecondition, "SCREENING_ENTERED_IN_ERROR");
        await Screenings.DecideProposalAsync(new DecideProposalRequest { ScreeningId = screening.ScreeningId, Rule = screening.Proposals[0].Rule, Decision = ProposalDecision.TakenUp })
            .ShouldFail(StatusCode.FailedPrecondition, "SCREENING_ENTERED_IN_ERROR");
        (await TriggeredAsync()).ShouldContain(clientId);
        var list = new ListScreeningsRequest { ClientId = clientId };
        (await Screenings.ListScreeningsAsync(list)).Screenings.ShouldBeEmpty();
        list.OpenOnly = true;
        list.IncludeMistakes = true;
        (await Screenings.ListScreeningsAsync(list)).Screenings.ShouldBeEmpty("nobody need decide on what it proposed");
        list.OpenOnly = false;
        (await Screenings.ListScreeningsAsync(list)).Screenings.ShouldHaveSingleItem().ScreeningId.ShouldBe(screening.ScreeningId);
        (await host.Database.FactsAsync<ScreeningEnteredInError>(clientId)).ShouldHaveSingleItem().Reason.ShouldBe("wrong-client");
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

    private async System.Threading.Tasks.Task<string> UnemployedAsync(int months, Date? born = null)
    {
        var person = host.NewPerson();
        if (born is not null)
        {
            (person.PersonalIdentityCode, person.BirthDate) = ("", born);
        }

        var clientId = (await new ClientRegisterService.ClientRegisterServiceClient(Agency).RegisterClientAsync(new RegisterClientRequest { Client = person })).Client.ClientId;
        Date from = FinnishTime.DayOf(host.Now).AddMonths(-months).ToDate();
        await new SituationService.SituationServiceClient(Agency).RecordSituationAsync(new RecordSituationRequest
        {
            ClientId = clientId,
            Situation = new SituationDetails { Kind = SituationKind.Unemployment, FromDay = from, Basis = "client-told" },
        });
        return clientId;
    }
}
